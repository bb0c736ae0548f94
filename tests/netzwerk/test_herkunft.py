import pytest

from netzwerk.herkunft import client_ip


@pytest.mark.parametrize(
    ("proxy", "weitergereicht", "adresse"),
    [
        (False, "", "192.0.2.1"),
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.1"),
    ],
)
def test_client_ip_believes_only_the_trusted_proxy(rf, settings, proxy, weitergereicht, adresse):
    settings.PROXY = proxy

    assert client_ip(rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": weitergereicht})) == adresse
