"""Settings, addresses and the checks that refuse an unsafe deployment."""
