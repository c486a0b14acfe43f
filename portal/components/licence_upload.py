"""Where an applicant adds pictures or PDF of their licence, without being signed in."""

import reflex as rx

SCRIPT = rx.asset("licence_upload.jsx", shared=True)


class LicenceUpload(rx.NoSSRComponent):
    """Sends the chosen files with the application's own `token`, and says what became of each."""

    library = SCRIPT.importable_path
    tag = "LicenceUpload"

    token: rx.Var[str]
