// Keeps „Jetzt geöffnet“ right on pages that stay open or come out of a cache. All words come with the page.
const frische = () => {
	const jetzt = Math.floor(Date.now() / 60000);
	for (const feld of document.querySelectorAll("[data-zustaende]")) {
		const zeilen = feld.dataset.zustaende.split("\n").map((zeile) => zeile.match(/^(\d+) (\w+) (.*)/));
		const stelle = zeilen.findLastIndex(([, ab]) => ab <= jetzt);
		if (stelle < 0) continue;
		const [, , lage, text] = zeilen[stelle];
		const alt = jetzt - zeilen[0][1] >= 1440;
		feld.dataset.lage = alt ? "unbekannt" : lage;
		const neu = alt ? feld.dataset.veraltet : text.replace("{}", zeilen[stelle + 1]?.[1] - jetzt);
		const worte = feld.querySelector("span");
		if (worte.textContent != neu) worte.textContent = neu;
	}
};
addEventListener("pageshow", frische);
setInterval(frische, 60000);
