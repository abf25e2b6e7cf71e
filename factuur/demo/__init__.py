"""A believable world to look around in: nothing in it is real, and no mail leaves."""
