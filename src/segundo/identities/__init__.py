"""Who is who over all articles: names brought into one form, and what speaks for and against one person behind them."""
