import { existsSync } from 'node:fs';
import { eventually as within } from '../end-to-end/support/eventually';
import { TestBench, type BenchCall } from '../../bridge/test/testBench';
import { BrowserWindow } from './support/browserWindow';
import { heardSound, measureSound } from './support/heardSound';
import { keepTalking, say } from './support/talkingCall';

// A loaded machine is slow, not broken.
const PATIENCE_MS = 90_000;
jest.setTimeout(4 * PATIENCE_MS);

const PASSWORD = 'a password of the page';
const TONES = { caller: 500, agent: 1_250 };
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

let bench: TestBench;
let window: BrowserWindow;
const silencers: Array<() => void> = [];

beforeAll(async () => {
	bench = await TestBench.start({
		page: { password: PASSWORD },
		limits: { heartbeatMs: 600_000 },
	});
	window = await BrowserWindow.open(WIDE);
	window.page.setDefaultTimeout(PATIENCE_MS);
	await measureSound(window.page);
	window.page.on('console', (message) => {
		// The one error that belongs here: 401 for a wrong password.
		if (message.type() === 'error' && !message.text().includes('401')) {
			window.complaints.push(message.text());
		}
	});
});

afterAll(async () => {
	for (const silence of silencers) silence();
	await window.close();
	await bench.close();
});

const eventually: typeof within = async (what, ask) => await within(what, ask, PATIENCE_MS);
const page = () => window.page;
const button = (name: string) => page().getByRole('button', { name, exact: true });

async function talkingCall(): Promise<BenchCall> {
	const call = await bench.call();
	silencers.push(keepTalking(call, TONES));
	return call;
}

const isOpen = async ({ claims }: BenchCall) =>
	(await field('callId').innerText()) === claims.callId;

/** The part of the page that shows a fact. */
const field = (name: string) => page().locator(`#call [data-field=${name}]`).first();

async function shows(selector: string, text: string): Promise<void> {
	await page().locator(selector).filter({ hasText: text }).first().waitFor();
}

/** How much of the picture of the levels has the color of a speaker. */
async function drawn(speaker: 'caller' | 'agent'): Promise<number> {
	return await page().evaluate((name) => {
		const canvas = document.querySelector('canvas');
		const legend = document.querySelector(`figcaption .${name}`);
		const context = canvas?.getContext('2d');
		if (!canvas || !legend || !context) throw new Error('The page has no picture.');
		const [red, green, blue] = getComputedStyle(legend).color.match(/\d+/g)?.map(Number) ?? [];
		const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
		let count = 0;
		for (let at = 0; at < data.length; at += 4) {
			const same = data[at] === red && data[at + 1] === green && data[at + 2] === blue;
			if (same && data[at + 3] === 255) count += 1;
		}
		return count;
	}, speaker);
}

test('the page is behind its password', async () => {
	await page().goto(`${bench.httpUrl}/`);
	await page().getByLabel('Password').fill('not the password');
	await button('Log In').click();
	await page().getByText('This is not the password.').waitFor();
	expect(existsSync(await window.picture('live-page-login'))).toBe(true);
	await page().getByLabel('Password').fill(PASSWORD);
	await button('Log In').click();
	await page().getByText('No calls at the moment.').waitFor();
	await shows('#head .health', 'Ready');
});

test('a call appears with both transcripts, levels and latency, and can be heard', async () => {
	const call = await talkingCall();
	await shows('#head', 'Live Calls');
	await eventually('the call is open', async () => await isOpen(call));

	say(call, 'agent', 0, 'Harbour Dental, good afternoon. How can I help you?');
	say(call, 'user', 1, 'I would like to move my app', false);
	await shows('#lines .agent', 'Harbour Dental, good afternoon. How can I help you?');
	await shows('#lines .user.partial', 'I would like to move my app');
	const markup =
		'I would like to move my appointment <img src=x onerror="document.title=1"> please.';
	say(call, 'user', 1, markup);
	await shows('#lines .user:not(.partial)', markup);
	expect(await page().locator('#lines img').count()).toBe(0);
	await shows('#calls .said', 'Caller I would like to move my appointment');

	await eventually(
		'both levels in the picture',
		async () => (await drawn('caller')) > 100 && (await drawn('agent')) > 100,
	);
	await eventually('the latency', async () => / ms$/.test(await field('latency').innerText()));

	expect(await heardSound(page())).toBeUndefined();
	await button('Listen').click();
	await eventually('the caller on the left and the agent on the right', async () => {
		const heard = await heardSound(page());
		if (!heard || heard.left.peak < 0.1 || heard.right.peak < 0.1) return undefined;
		const near = (tone: number, wanted: number) => Math.abs(tone - wanted) < 30;
		return near(heard.left.tone, TONES.caller) && near(heard.right.tone, TONES.agent);
	});
	await button('Stop Listening').click();
	await eventually('the listening is over', () =>
		bench.logLines.some((line) => line.includes('is over')),
	);
	await eventually('it is quiet', async () => (await heardSound(page())) === undefined);
});

test('a call can be muted, held and hung up', async () => {
	const { callId } = [...bench.bridge.calls()][0] ?? { callId: '' };
	const status = () => bench.bridge.find(callId)?.status();
	await button('Mute Caller').click();
	await page().getByText('Caller muted').waitFor();
	expect(status()?.muted).toBe(true);
	await button('Unmute Caller').click();
	await eventually('the caller is not muted', () => status()?.muted === false);
	await button('Hold').click();
	await shows('#call h2', 'On hold');
	expect(status()?.held).toBe(true);
	await button('Resume').click();
	await eventually('the call is not held', () => status()?.held === false);

	await button('Hang Up').click();
	await button('Cancel').click();
	await page().getByRole('dialog').waitFor({ state: 'hidden' });
	expect(bench.bridge.callCount).toBe(1);
	await button('Hang Up').click();
	await page().getByRole('dialog').getByRole('button', { name: 'Hang Up' }).click();
	await shows('#call h2', 'Hung up');
	await eventually('no call lives', () => bench.bridge.callCount === 0);
	expect(await button('Listen').isDisabled()).toBe(true);
});

test('listening ends when the page is left', async () => {
	const call = await talkingCall();
	await page()
		.locator('#calls a')
		.filter({ hasText: call.claims.callId.slice(0, 8) })
		.click();
	await eventually('the call is open', async () => await isOpen(call));
	const endings = () =>
		bench.logLines.filter((line) => line.includes('listening to the call is over')).length;
	const before = endings();
	await button('Listen').click();
	await eventually('sound', async () => ((await heardSound(page()))?.left.peak ?? 0) > 0.1);
	await page().goto('about:blank');
	await eventually('the listening is over', () => endings() > before);
	call.plivo.socket.terminate();
});

test('it fits dark rooms and phones', async () => {
	const [call, other, third] = [await talkingCall(), await talkingCall(), await talkingCall()];
	say(other, 'user', 0, 'It is about the invoice of last month, which I think was paid twice.');
	say(third, 'agent', 0, 'One moment please, I am looking for a colleague.');
	bench.bridge.find(other.claims.callId)?.mute(true);
	bench.bridge.find(third.claims.callId)?.hold(true);
	await page().goto(`${bench.httpUrl}/#${call.claims.callId}`);
	await eventually('the call is open', async () => await isOpen(call));
	say(call, 'agent', 0, 'Harbour Dental, good afternoon. How can I help you?');
	say(call, 'user', 1, 'Hello, I have an appointment on Thursday and would like to move it.');
	say(call, 'agent', 2, 'Of course. Let me have a look.');
	say(call, 'agent', 3, 'I can offer you Tuesday at half past nine, or', false);
	call.agent.tell({ type: 'state', state: 'speaking' });
	call.plivo.press('12#');
	await shows('#lines .agent.partial', 'I can offer you');
	await shows('#call h2', 'Agent speaking');
	await eventually('the keys are counted', async () => (await field('digits').innerText()) === '3');
	await eventually('a picture of the levels', async () => (await drawn('agent')) > 1_000);
	expect(existsSync(await window.picture('live-page'))).toBe(true);

	await page().emulateMedia({ colorScheme: 'dark' });
	await eventually('the picture in the dark', async () => (await drawn('agent')) > 1_000);
	expect(existsSync(await window.picture('live-page-dark'))).toBe(true);

	await page().setViewportSize(NARROW);
	await page().emulateMedia({ colorScheme: 'light' });
	expect(await page().locator('#calls').isVisible()).toBe(false);
	await eventually('the picture in the light', async () => (await drawn('agent')) > 500);
	expect(existsSync(await window.picture('live-page-phone'))).toBe(true);
	await page().getByText('All Calls').click();
	await page().locator('#calls li').first().waitFor();
	expect(await page().locator('#call').isVisible()).toBe(false);
	const width = await page().evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBe(NARROW.width);
});

test('the page is closed again', async () => {
	await button('Log Out').click();
	await page().getByLabel('Password').waitFor();
	await page().goto(`${bench.httpUrl}/`);
	await page().getByLabel('Password').waitFor();
	expect(window.complaints).toEqual([]);
});
