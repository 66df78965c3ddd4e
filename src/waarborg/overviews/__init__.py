"""Overviews for management: approved tables of counts over periods that are over, none of which points at anybody."""
