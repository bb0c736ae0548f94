// Combobox with listbox, WAI-ARIA 1.2
for (const feld of document.querySelectorAll("[data-vorschlaege]")) {
	const neu = (tag, werte) => Object.assign(document.createElement(tag), werte);
	const id = feld.id + "_liste";
	const liste = neu("ul", { id, role: "listbox", className: "vorschlaege", ariaLabel: feld.labels[0].textContent });
	const status = neu("output", { className: "nur-vorlesen" });
	let lauf, aktiv;
	const waehle = (wahl) => {
		aktiv = wahl;
		for (const li of liste.children) li.ariaSelected = li == wahl;
		feld.setAttribute("aria-activedescendant", wahl?.id ?? "");
		wahl?.scrollIntoView({ block: "nearest" });
	};
	const zeige = ({ vorschlaege = [], ansage = "" }) => {
		liste.replaceChildren(...vorschlaege.map(({ text, art, adresse }, i) => {
			const onclick = () => (halt(), adresse ? (location = adresse) : (feld.value = text));
			const li = neu("li", { id: id + i, role: "option", onclick });
			li.append(text + " ", neu("small", { textContent: art }));
			return li;
		}));
		feld.ariaExpanded = !!vorschlaege[0];
		status.value = ansage;
		waehle();
	};
	const halt = () => (lauf?.abort(), zeige({}));
	feld.oninput = () => {
		lauf?.abort();
		const { signal } = (lauf = new AbortController());
		waehle();
		setTimeout(() => {
			const was = new URLSearchParams({ text: feld.value, ort: feld.form.ort.value });
			fetch(feld.dataset.vorschlaege + "&" + was, { signal })
				.then((a) => a.json())
				.then(zeige, () => signal.aborted || halt());
		}, 150);
	};
	feld.onkeydown = ({ key }) => {
		if (key == "ArrowDown") waehle(aktiv ? aktiv.nextSibling : liste.firstChild);
		else if (key == "ArrowUp") waehle(aktiv ? aktiv.previousSibling : liste.lastChild);
		else if (aktiv && key == "Enter") aktiv.click();
		else return void (/Enter|Esc|Tab/.test(key) && halt());
		return false;
	};
	liste.onmousedown = () => false;
	feld.after(liste, status);
	feld.setAttribute("aria-controls", id);
	Object.assign(feld, { role: "combobox", ariaAutoComplete: "list", autocomplete: "off", onblur: halt });
	halt();
}
