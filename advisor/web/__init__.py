"""The web page: chat and draft check. Thin: it turns events of one advisor into what a browser shows."""
