"""Drafts are health data: nobody who comes next at this screen may find them."""

import reflex as rx

from portal.components.ui.page_flags import SCRIPT


class ForgetDrafts(rx.NoSSRComponent):
    """Remove every draft this tab kept."""

    library = SCRIPT.importable_path
    tag = "ForgetDrafts"
