"""What goes to a principal when its agreement ends: a package with what it may hold of each of its own clients."""
