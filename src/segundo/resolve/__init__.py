"""What a mention stands for: times against the publication date, speakers within the article."""
