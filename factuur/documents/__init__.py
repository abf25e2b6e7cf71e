"""What leaves the house: the paper, the page it is written on, and the PDF that is kept."""
