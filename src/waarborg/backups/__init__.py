"""Copies of data and of keys, apart; and putting one back, without bringing back what was destroyed since."""
