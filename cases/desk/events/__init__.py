"""What a case's acts look like together: a table, a time axis, and a matrix of people and acts."""
