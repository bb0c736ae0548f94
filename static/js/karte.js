// The movable map. Nothing is asked of the server of map pictures before the click.
const lade = (element, attribute) => new Promise((fertig, fehler) => {
	const neu = Object.assign(document.createElement(element), attribute);
	neu.onload = fertig;
	neu.onerror = fehler;
	document.head.append(neu);
});

for (const kasten of document.querySelectorAll("[data-kacheln]")) {
	const { kacheln, stil, skript } = kasten.dataset;
	const knopf = kasten.querySelector("button");
	kasten.hidden = false;
	knopf.addEventListener("click", async () => {
		knopf.disabled = true;
		try {
			await Promise.all([lade("link", { rel: "stylesheet", href: stil }), lade("script", { src: skript })]);
			zeige(kasten, kacheln);
			knopf.hidden = true;
		} catch {
			knopf.disabled = false;
		}
	});
}

function zeige(kasten, kacheln) {
	const flaeche = kasten.querySelector(".karte-flaeche");
	flaeche.hidden = false;
	const karte = L.map(flaeche, { attributionControl: false });
	L.tileLayer(kacheln, { maxZoom: 18 }).addTo(karte);
	const gruppen = Map.groupBy(kasten.closest(".lageplan").querySelectorAll("li[data-punkt]"), zeile => zeile.dataset.punkt);
	const punkte = [...gruppen].map(([punkt, zeilen]) => {
		const grad = punkt.split(",").map(Number);
		const zahl = document.createElement("span");
		zahl.textContent = zeilen.map(zeile => zeile.dataset.nummer).join(", ");
		const inhalt = document.createElement("div");
		inhalt.append(...zeilen.map(zeile => zeile.lastElementChild.cloneNode(true)));
		L.marker(grad, { icon: L.divIcon({ html: zahl, className: "karte-nadel", iconSize: null }), alt: inhalt.textContent })
			.bindPopup(inhalt).addTo(karte);
		return grad;
	});
	karte.fitBounds(punkte, { maxZoom: 14, padding: [30, 30] });
}
