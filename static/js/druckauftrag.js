// Follows a print job; without it the page has a button to look again.
for (const kasten of document.querySelectorAll("[data-druckauftrag]")) {
	const sieh = async () => {
		try {
			const antwort = await fetch(kasten.dataset.druckauftrag);
			if (antwort.status == 404) return location.reload();
			const { zustand, anteil, text } = await antwort.json();
			if (zustand != "wartet" && zustand != "laeuft") return location.reload();
			kasten.querySelector("progress").value = anteil;
			const status = kasten.querySelector("[role=status]");
			const schritt = text.replace(/\d+/g, "");
			// Spoken at every new step only, not at every page.
			status.ariaLive = status.dataset.schritt == schritt ? "off" : "polite";
			status.dataset.schritt = schritt;
			status.textContent = text;
		} catch { /* offline for a moment: look again */ }
		setTimeout(sieh, 1500);
	};
	setTimeout(sieh, 1000);
}
