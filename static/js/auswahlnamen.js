// What select2 generates gets the name of its field, and keeps to one list without a stray button.
(() => {
	const felder = () => document.querySelectorAll("select.admin-autocomplete");
	for (const feld of felder()) if (feld.multiple) feld.dataset.allowClear = "false";

	const benenne = () => {
		for (const feld of felder()) {
			const auswahl = feld.nextElementSibling?.querySelector(".select2-selection");
			const name = feld.ariaLabel || feld.labels[0]?.textContent.replace(/:\s*$/, "").trim();
			if (!auswahl || !name || auswahl.dataset.benannt) continue;
			auswahl.dataset.benannt = "1";
			const wert = auswahl.querySelector("span.select2-selection__rendered");
			if (wert) {
				wert.removeAttribute("role");
				wert.removeAttribute("aria-readonly");
				wert.insertAdjacentHTML("beforebegin", `<span hidden id="${feld.id}-name"></span>`);
				wert.previousElementSibling.textContent = name;
				auswahl.setAttribute("aria-labelledby", `${feld.id}-name ${wert.id}`);
			} else auswahl.ariaLabel = name;
			if (feld.getAttribute("aria-describedby")) auswahl.setAttribute("aria-describedby", feld.getAttribute("aria-describedby"));
			for (const suche of auswahl.querySelectorAll(".select2-search__field")) suche.ariaLabel = name;
		}
	};
	const offen = (ereignis) => {
		const suche = document.querySelector(".select2-container--open .select2-search__field");
		if (!suche) return;
		suche.ariaLabel ||= ereignis.target.ariaLabel || ereignis.target.labels[0]?.textContent || "";
		suche.focus();
	};
	// jQuery keeps the order: after select2, which waits for the document too.
	addEventListener("load", () => {
		window.django?.jQuery?.(benenne);
		window.django?.jQuery?.(document).on("select2:open", offen);
	});
	document.addEventListener("formset:added", () => setTimeout(benenne));
})();
