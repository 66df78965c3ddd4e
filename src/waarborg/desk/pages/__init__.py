"""What pages show: the answers of selectors, put in the words of templates."""
