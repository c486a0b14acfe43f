"""Files are chosen, dropped, pasted or taken with the camera, and sent with progress."""

import reflex as rx

SCRIPT = rx.asset("upload.jsx", shared=True)
MOST = 10


class Upload(rx.NoSSRComponent):
    """The part of a form that takes files. They go to the server at once; a hidden field called
    `name` carries their ids, one called `name` with `_waiting` how many are not there yet.

    With `confirm`, pictures wait until the person has said that they are not intimate.
    """

    library = SCRIPT.importable_path
    tag = "Upload"

    name: rx.Var[str]
    purpose: rx.Var[str]
    confirm: rx.Var[bool]
    megabytes: rx.Var[int]
    most: rx.Var[int]
    label: rx.Var[str]


def upload(
    name: str, purpose: str, label: str, *, megabytes: rx.Var[int], confirm: bool
) -> rx.Component:
    """Show where files go in a form."""
    return Upload.create(
        name=name, purpose=purpose, label=label, megabytes=megabytes, confirm=confirm, most=MOST
    )
