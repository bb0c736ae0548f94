// A word beside a field as soon as one leaves it. Sending is never stopped: the server decides.
(() => {
	const worte = document.querySelector("[data-pruefung]")?.dataset, form = document.querySelector("form[novalidate]");
	if (!worte || !form) return;
	const ist_url = (text) => URL.canParse(text.includes("://") ? text : "https://" + text) && text.includes(".") && !/\s/.test(text);
	const mangel = (feld) => {
		const text = feld.value.trim();
		if (!text) return feld.required ? worte.fehlt : "";
		if (feld.type == "url") return ist_url(text) ? "" : worte.url;
		if (feld.type == "email") return feld.validity.typeMismatch ? worte.email : "";
		return feld.pattern && !new RegExp(`^(?:${feld.pattern})$`).test(text) ? feld.dataset.hinweis : "";
	};
	const sage = (feld, text) => {
		const id = feld.id + "-mangel", da = document.getElementById(id);
		const andere = (feld.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name != id);
		if (text) {
			const ort = da ?? Object.assign(document.createElement("p"), { id, className: "mangel" });
			ort.textContent = text;
			if (!da) (feld.closest(".related-widget-wrapper, .url") ?? feld).after(ort);
			feld.ariaInvalid = "true";
			andere.push(id);
		} else if (da) {
			da.remove();
			feld.removeAttribute("aria-invalid");
		}
		if (andere.length) feld.setAttribute("aria-describedby", andere.join(" "));
		else feld.removeAttribute("aria-describedby");
	};
	form.addEventListener("focusout", ({ target }) => {
		if (target.matches("input[id]:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea[id]")) sage(target, mangel(target));
	});
	form.addEventListener("input", ({ target }) => {
		if (document.getElementById(target.id + "-mangel")) sage(target, mangel(target));
	});
})();
