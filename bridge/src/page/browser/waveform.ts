/** The moving picture of who speaks: the caller above the line, the agent below it. */
export const waveform = `
import { loudness } from './formats.js';

const BAR_MS = 100;
const STEP = 4;
const BAR_WIDTH = 2.5;
const MOST_BARS = 600;
/** The picture is this many bars behind, because they come half a second at a time. */
const BEHIND = 6;
const FRAME_MS = 30;

/** The bars of one call. */
export class Bars {
	constructor() {
		/** @type {number[]} */
		this.caller = [];
		/** @type {number[]} */
		this.agent = [];
		/** Bars that have left the memory. */
		this.gone = 0;
	}

	/** Number of the bar that comes next. */
	get end() {
		return this.gone + this.caller.length;
	}

	/** @param {number[]} caller @param {number[]} agent levels of 0 to 100, one per 100 ms, as many of each */
	add(caller, agent) {
		this.caller.push(...caller.map(loudness));
		this.agent.push(...agent.map(loudness));
		const excess = this.caller.length - MOST_BARS;
		if (excess <= 0) return;
		this.caller.splice(0, excess);
		this.agent.splice(0, excess);
		this.gone += excess;
	}
}

export class Waveform {
	/** @param {HTMLCanvasElement} canvas */
	constructor(canvas) {
		this.canvas = canvas;
		this.bars = new Bars();
		/** Number of the bar that the right edge shows, not always a whole one. */
		this.head = 0;
		this.drawnAt = 0;
		this.colors = { caller: '', agent: '', line: '' };
		const schemes = matchMedia('(prefers-color-scheme: dark)');
		schemes.addEventListener('change', () => this.readColors());
		this.readColors();
		this.still = matchMedia('(prefers-reduced-motion: reduce)');
		requestAnimationFrame((now) => this.frame(now));
	}

	/** @param {Bars} bars of another call */
	show(bars) {
		this.bars = bars;
		this.head = bars.end;
	}

	/** From the legend beside the canvas, where the style sheet has decided on light or dark. */
	readColors() {
		/** @param {string} name */
		const colorOf = (name) => {
			const part = this.canvas.parentElement?.querySelector(name);
			return part ? getComputedStyle(part).color : '';
		};
		this.colors = {
			caller: colorOf('.caller'),
			agent: colorOf('.agent'),
			line: colorOf('figcaption'),
		};
	}

	/** @param {number} now */
	frame(now) {
		requestAnimationFrame((next) => this.frame(next));
		if (now - this.drawnAt < FRAME_MS) return;
		const passed = Math.min(1000, now - this.drawnAt) / BAR_MS;
		this.drawnAt = now;
		const { end } = this.bars;
		if (this.still.matches) this.head = end;
		else {
			this.head = Math.min(end, this.head + passed);
			// After a standstill of the tab it goes on from where the call is.
			if (this.head < end - 4 * BEHIND) this.head = end - BEHIND;
		}
		if (this.canvas.clientWidth > 0) this.draw();
	}

	draw() {
		const { canvas, colors, bars } = this;
		const scale = devicePixelRatio;
		const width = canvas.clientWidth;
		const height = canvas.clientHeight;
		if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
		if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
		const context = canvas.getContext('2d');
		if (!context) return;
		context.setTransform(scale, 0, 0, scale, 0, 0);
		context.clearRect(0, 0, width, height);
		const middle = height / 2;
		context.fillStyle = colors.line;
		context.fillRect(0, middle - 0.5, width, 1);
		this.side(context, bars.caller, middle - 2, 4 - middle, colors.caller);
		this.side(context, bars.agent, middle + 2, middle - 4, colors.agent);
	}

	/**
	 * @param {CanvasRenderingContext2D} context
	 * @param {number[]} heights 0 to 1
	 * @param {number} y where the bars begin
	 * @param {number} room of the highest bar; negative for upwards
	 * @param {string} color
	 */
	side(context, heights, y, room, color) {
		const { gone, end } = this.bars;
		const width = this.canvas.clientWidth;
		context.beginPath();
		for (let bar = Math.min(Math.floor(this.head), end - 1); bar >= gone; bar -= 1) {
			const x = width - (this.head - bar) * STEP;
			if (x < -STEP) break;
			context.rect(x, y, BAR_WIDTH, (heights[bar - gone] ?? 0) * room);
		}
		context.fillStyle = color;
		context.fill();
	}
}
`;
