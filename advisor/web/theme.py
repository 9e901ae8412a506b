"""The look: quiet, high contrast, local fonts only, the same by day and by night."""

from __future__ import annotations

from typing import Any

FONTS = ["Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif"]


def office_theme() -> Any:
    """The Gradio theme of the page."""
    import gradio as gr

    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.blue, neutral_hue=gr.themes.colors.slate, font=FONTS, font_mono=["monospace"]
    ).set(
        body_background_fill="#f5f6f8",
        body_text_color="#1c2733",
        body_text_size="16px",
        block_background_fill="#ffffff",
        block_border_width="0px",
        block_shadow="none",
        button_primary_background_fill="#1f4e79",
        button_primary_background_fill_hover="#173c5e",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#eef2f6",
        button_secondary_border_color="#c9d2dc",
        button_secondary_text_color="#1c2733",
        input_background_fill="#ffffff",
        input_border_color="#b5c0cc",
        input_border_color_focus="#1f4e79",
    )
    for name in [name for name in vars(theme) if name.endswith("_dark")]:
        setattr(theme, name, getattr(theme, name.removesuffix("_dark")))
    return theme
