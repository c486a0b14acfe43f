"""A plain HTML form that posts to the server and loads the answer as a new page."""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class PostForm(BaseHTML):
    """What signing in and out need, so that the server can set a cookie.

    The framework's own form never leaves the page: it prevents every submission.
    """

    tag = "form"

    action: rx.Var[str]


def post_form(*children: rx.Component, action: str, class_name: str = "") -> rx.Component:
    """Wrap fields into a form that posts to `action`."""
    return PostForm.create(
        *children, action=action, class_name=class_name, custom_attrs={"method": "post"}
    )
