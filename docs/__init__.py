"""The pages of the documentation, and the script that writes those parts that follow from the code."""
