"""The chat page. Thin: it turns events of one advisor into what a browser shows."""
