"""Setting a password by the link of a mail. Without a namespace: Django asks for these names."""

from django.contrib.auth import views
from django.urls import path

from netzwerk.passwort import PasswortVergessenForm

vergessen = views.PasswordResetView.as_view(
    form_class=PasswortVergessenForm,
    email_template_name="registration/passwort_vergessen.txt",
    subject_template_name="registration/passwort_vergessen_betreff.txt",
)

urlpatterns = [
    path("", vergessen, name="admin_password_reset"),
    path("unterwegs/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("fertig/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("<uidb64>/<token>/", views.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
]
