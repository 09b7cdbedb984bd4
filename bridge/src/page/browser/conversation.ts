/** What is said in the open call, line by line, also while it is being said. Texts, never HTML. */
export const conversation = `
const MOST_LINES = 1000;
/** So close to the end counts as reading along. */
const NEAR_PIXELS = 80;

const NAMES = { agent: 'Agent', user: 'Caller' };

/** @typedef {{ role: 'agent' | 'user', text: string, ordinal: number, final: boolean }} Line */

export class Conversation {
	/** @param {HTMLElement} list @param {HTMLElement} empty shown while there are no lines */
	constructor(list, empty) {
		this.list = list;
		this.empty = empty;
		/** @type {Map<number, HTMLElement>} */
		this.items = new Map();
		/** The newest line is to stay in sight: nobody has scrolled up. */
		this.follow = true;
		list.onscroll = () => {
			this.follow = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PIXELS;
		};
		new ResizeObserver(() => this.scroll()).observe(list);
	}

	/** @param {Line[]} lines */
	show(lines) {
		this.items.clear();
		this.list.replaceChildren();
		this.empty.hidden = false;
		this.follow = true;
		for (const line of lines) this.add(line);
	}

	scroll() {
		if (this.follow) this.list.scrollTop = this.list.scrollHeight;
	}

	/** @param {Line} line new, or as it reads now */
	add(line) {
		if (line.text === '') return;
		const item = this.items.get(line.ordinal) ?? this.insert(line);
		item.classList.toggle('partial', !line.final);
		const text = item.querySelector('.text');
		if (text && text.textContent !== line.text) text.textContent = line.text;
		this.scroll();
	}

	/** @param {Line} line @returns {HTMLElement} */
	insert(line) {
		const item = document.createElement('li');
		item.className = line.role;
		item.dataset.ordinal = String(line.ordinal);
		for (const [name, text] of [
			['who', NAMES[line.role]],
			['text', ''],
		]) {
			const part = document.createElement('span');
			part.className = name ?? '';
			part.textContent = text ?? '';
			item.append(part);
		}
		const later = [...this.items].filter(([ordinal]) => ordinal > line.ordinal);
		const next = later.sort(([one], [other]) => one - other)[0];
		this.list.insertBefore(item, next ? next[1] : null);
		this.items.set(line.ordinal, item);
		this.empty.hidden = true;
		const first = this.list.firstElementChild;
		if (this.items.size > MOST_LINES && first instanceof HTMLElement) {
			this.items.delete(Number(first.dataset.ordinal));
			first.remove();
		}
		return item;
	}
}
`;
