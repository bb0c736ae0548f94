// Keeps what is typed into a form of the Verwaltung until it is saved: in this browser only, for a week at most.
(() => {
	const VOR = "entwurf:", WARTET = "entwurf-gesendet", WOCHE = 7 * 864e5, lager = localStorage;
	const lies = (name) => JSON.parse(lager[name] ?? "{}");
	const alle = () => Object.keys(lager).filter((name) => name.startsWith(VOR));
	for (const name of alle()) if (!(Date.now() - lies(name).zeit < WOCHE)) lager.removeItem(name);
	document.getElementById("logout-form")?.addEventListener("submit", () => alle().forEach((name) => lager.removeItem(name)));
	// The page after saving says so.
	if (document.querySelector(".messagelist .success, .messagelist .info")) {
		lager.removeItem(sessionStorage[WARTET]);
		sessionStorage.removeItem(WARTET);
	}

	const notiz = document.querySelector("[data-entwurf]"), form = notiz?.closest("form");
	if (!form || form.elements._popup) return;
	const hier = VOR + notiz.dataset.entwurf + ":" + location.pathname;
	const ZEILEN = /-TOTAL_FORMS$/, NIE = /^(password|file|submit|button)$/;
	// No token, no state of the entry, no rows that are only patterns for new ones.
	const taugt = ({ name, type }) => name && !NIE.test(type) && !/__prefix__|^(action|index)$/.test(name) && (type != "hidden" || ZEILEN.test(name));
	const an = ({ type }) => type == "checkbox" || type == "radio";
	const kennung = (feld) => feld.name + (feld.type == "radio" ? "=" + feld.value : "");
	const wert = (feld) => an(feld) ? feld.checked : feld.options ? [...feld.selectedOptions].map((o) => [o.value, o.text]) : feld.value;
	const stand = () => Object.fromEntries([...form.elements].filter(taugt).map((feld) => [kennung(feld), wert(feld)]));
	const anders = (neu) => Object.fromEntries(Object.entries(neu).filter(([name, w]) => JSON.stringify(w) != JSON.stringify(anfang[name])));
	// With errors the page comes back holding what was typed.
	const vorher = form.querySelector(".errornote") ? (lies(hier).werte ?? {}) : {};
	let anfang, offen, uhr;

	const merke = () => {
		clearTimeout(uhr);
		const werte = { ...vorher, ...anders(stand()) };
		offen = Object.keys(werte).length > 0;
		try {
			if (offen) lager[hier] = JSON.stringify({ zeit: Date.now(), werte });
			else lager.removeItem(hier);
		} catch {} // The store is full: the form itself still holds everything.
	};
	const setze = (feld, w) => {
		if (an(feld)) feld.checked = w;
		else if (feld.options) {
			for (const [v, text] of w) if (![...feld.options].some((o) => o.value == v)) feld.add(new Option(text, v));
			for (const o of feld.options) o.selected = w.some(([v]) => v == o.value);
		} else feld.value = w;
		feld.dispatchEvent(new Event("change", { bubbles: true }));
		const klappe = feld.closest("details");
		if (klappe) klappe.open = true;
	};
	const setze_ein = (werte) => {
		for (const name of Object.keys(werte).filter((name) => ZEILEN.test(name))) {
			const dazu = document.getElementById(name.replace(ZEILEN, "-group"))?.querySelector(".add-row a");
			for (let n = werte[name] - form.elements[name]?.value; dazu && n > 0 && n < 99; n--) dazu.click();
		}
		for (const feld of form.elements) if (taugt(feld) && feld.type != "hidden" && kennung(feld) in werte) setze(feld, werte[kennung(feld)]);
		merke();
	};
	const biete_an = () => {
		const { zeit, werte } = lies(hier);
		if (!werte || !Object.keys(anders(werte)).length) return lager.removeItem(hier);
		const tag = new Date(zeit), heute = tag.toDateString() == new Date().toDateString();
		notiz.querySelector("time").textContent = tag.toLocaleString("de-DE", { ...(heute || { day: "numeric", month: "long" }), hour: "2-digit", minute: "2-digit" });
		notiz.firstElementChild.hidden = false;
		notiz.onclick = ({ target: { value } }) => {
			if (!value) return;
			notiz.firstElementChild.hidden = true;
			if (value == "ja") setze_ein(werte);
			else lager.removeItem(hier);
			[...form.elements].find((feld) => taugt(feld) && feld.checkVisibility())?.focus();
		};
	};
	addEventListener("load", () => {
		anfang = stand();
		offen = Object.keys(vorher).length > 0;
		if (!offen) biete_an();
		const bald = ({ target }) => {
			if (notiz.contains(target)) return;
			clearTimeout(uhr);
			uhr = setTimeout(merke, 300);
		};
		// jQuery also hears what select2 and the calendar change.
		(window.django?.jQuery ?? ((ziel) => ({ on: (_arten, tut) => ziel.addEventListener("input", tut) })))(form).on("input change click", bald);
	});
	form.addEventListener("submit", ({ submitter }) => {
		if (submitter?.formTarget == "_blank") return;
		merke();
		if (offen) sessionStorage[WARTET] = hier;
		offen = false;
	});
	addEventListener("beforeunload", (ereignis) => offen && ereignis.preventDefault());
})();
