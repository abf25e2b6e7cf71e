"""What can be done with a file: bring it in, read it, choose, take it over, take it back."""
