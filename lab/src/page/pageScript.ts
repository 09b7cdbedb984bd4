/** What the lab's page does in the browser: it appends the events of the lab, newest first. Texts, never HTML. */
export const pageScript = `
const list = document.getElementById('log');
const cell = (tag, name, text) => {
	const element = document.createElement(tag);
	element.className = name;
	element.textContent = text;
	return element;
};
const events = new EventSource('/events');
events.onopen = () => list.replaceChildren();
events.onmessage = ({ data }) => {
	const event = JSON.parse(data);
	const item = document.createElement('li');
	item.className = event.kind;
	item.append(
		cell('time', 'at', new Date(event.at).toLocaleTimeString('en-GB')),
		cell('span', 'from', event.from),
		cell('span', 'text', event.text),
	);
	list.prepend(item);
	while (list.childElementCount > 500) list.lastElementChild.remove();
};
`;
