/**
 * An element with attributes, listeners (`on…`) and children. Text is always set as text, never as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | number | null | undefined | false)} children
 */
export function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === undefined || value === false) continue;
		if (name === 'style') for (const [property, one] of Object.entries(value)) made.style.setProperty(property, one);
		else if (typeof value === 'function') made.addEventListener(name.slice(2), value);
		else made.setAttribute(name, value === true ? '' : String(value));
	}
	for (const child of children) {
		if (child !== null && child !== undefined && child !== false) made.append(child);
	}
	return made;
}

/** The element with this id. */
export function byId(id) {
	return document.getElementById(id);
}

/**
 * Replaces what is in a container when `data` differs from the last time, keeping the focus, the scroll position and
 * what was unfolded (elements with a `data-key`).
 */
export function renderInto(container, data, build) {
	const state = JSON.stringify(data);
	if (container.renderedState === state) return;
	container.renderedState = state;
	const focused = container.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
	const unfolded = new Set([...container.querySelectorAll('details[open]')].map((one) => one.getAttribute('data-key')));
	const { scrollTop, scrollLeft } = container;
	container.replaceChildren(...[build()].flat());
	for (const details of container.querySelectorAll('details')) {
		details.open = unfolded.has(details.getAttribute('data-key'));
	}
	container.scrollTop = scrollTop;
	container.scrollLeft = scrollLeft;
	if (focused) container.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Fills a select, keeping its choice where that is still there. */
export function fillSelect(select, options, value = select.value) {
	renderInto(select, options, () => options.map(({ value: one, label }) => element('option', { value: one }, label)));
	if (options.some((one) => one.value === value)) select.value = value;
}

/** A short message that goes away by itself. */
export function toast(text) {
	const place = byId('toast');
	place.textContent = text;
	place.classList.add('shown');
	clearTimeout(place.timer);
	place.timer = setTimeout(() => place.classList.remove('shown'), 4000);
}
