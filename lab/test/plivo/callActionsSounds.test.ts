import { AN_API_ID, dialedCall, saidFile, silentFile, texts, waitingCall } from './callActionsLab';
import type { LabCall } from '../../src/plivo/labCall';
import type { PhoneLab } from './phoneLab';
import { until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

/** Resolves when the caller has heard nothing for half a second. */
async function quiet({ person }: LabCall): Promise<void> {
	const from = person.ear.elapsedMs;
	await until(() => person.ear.elapsedMs - Math.max(from, person.ear.lastSoundAtMs ?? 0) >= 500);
}

describe('playing into a call (plivo.md §5.3)', () => {
	it('plays the files of the list one after another', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const urls = `${saidFile(lab, 'one.wav', 'the first')}, ${saidFile(lab, 'two.wav', 'the second')}`;
		expect(await lab.api('POST', `${path}/Play/`, { urls })).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, message: 'play started' },
		});
		await call.waitForHeard(/the second/);
		await quiet(call);
		expect(texts(call)).toEqual(['the first', 'the second']);
	});

	it.each([
		['aleg', ['listen'], []],
		['bleg', [], ['listen']],
		['both', ['listen'], ['listen']],
	])('is heard by %s', async (legs, caller, dialed) => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		const urls = saidFile(lab, 'sound.wav', 'listen');
		expect((await lab.api('POST', `${path}/Play/`, { urls, legs })).status).toBe(202);
		await until(() => texts(call).length + texts(leg).length === caller.length + dialed.length);
		await quiet(call);
		expect([texts(call), texts(leg)]).toEqual([caller, dialed]);
	});

	it('repeats the list until it is stopped', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const urls = `${saidFile(lab, 'a.wav', 'a')},${saidFile(lab, 'b.wav', 'b')}`;
		await lab.api('POST', `${path}/Play/`, { urls, loop: true });
		await until(() => texts(call).length >= 5);
		expect(await lab.api('DELETE', `${path}/Play/`)).toEqual({ status: 204, body: {} });
		await quiet(call);
		expect(texts(call).slice(0, 5)).toEqual(['a', 'b', 'a', 'b', 'a']);
	});

	it('breaks off in the middle of a file', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/Play/`, {
			urls: saidFile(lab, 'long.wav', 'much too long '.repeat(20)),
		});
		await until(() => call.person.ear.partialText().length > 10);
		await lab.api('DELETE', `${path}/Play/`);
		await quiet(call);
		expect(call.heard).toMatchObject([{ complete: false }]);
	});

	it('plays at most so many seconds', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const urls = saidFile(lab, 'again.wav', 'again');
		await lab.api('POST', `${path}/Play/`, { urls, loop: true, length: 1 });
		await call.waitForHeard(/again/);
		await quiet(call);
		const { firstSoundAtMs, lastSoundAtMs } = call.person.ear;
		expect((lastSoundAtMs ?? 0) - (firstSoundAtMs ?? 0)).toBeLessThanOrEqual(1000);
		expect(texts(call).length).toBeGreaterThan(1);
	});

	it.each([
		[true, ['do you hear me', 'and now']],
		[false, ['and now']],
	])('with mix %s', async (mix, heard) => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		const urls = silentFile(lab, 'silence.wav', 1);
		await lab.api('POST', `${path}/Play/`, { urls, mix, loop: true });
		await until(() => lab.customer.at('/silence.wav').length === 1);
		await leg.person.mouth.say('do you hear me');
		await lab.api('DELETE', `${path}/Play/`);
		await leg.person.mouth.say('and now');
		await call.waitForHeard(/and now/);
		expect(texts(call)).toEqual(heard);
	});

	it('goes on without a file that is not there', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const urls = `${lab.customer.url}/gone.wav,${saidFile(lab, 'there.wav', 'there')}`;
		await lab.api('POST', `${path}/Play/`, { urls, loop: true });
		await call.waitForHeard(/there/);
		for (const empty of [`${lab.customer.url}/gone.wav`, silentFile(lab, 'empty.wav', 0)]) {
			await lab.api('POST', `${path}/Play/`, { urls: empty, loop: true });
			await quiet(call);
		}
	});

	it('takes the place of what is being played', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/Play/`, { urls: saidFile(lab, 'a.wav', 'old'), loop: 'true' });
		await call.waitForHeard(/old/);
		await lab.api('POST', `${path}/Play/`, { urls: saidFile(lab, 'b.wav', 'new') });
		await call.waitForHeard(/new/);
		await quiet(call);
		expect(texts(call).at(-1)).toBe('new');
	});

	it.each([
		[{}, 'urls parameter is missing'],
		[{ urls: 'music.mp3' }, 'urls is not a list of valid URLs'],
		[{ urls: 'https://example.com/a.mp3,b.mp3' }, 'urls is not a list of valid URLs'],
		[{ urls: 'https://example.com/a.mp3', legs: 'cleg' }, 'legs must be one of aleg, bleg, both'],
		[{ urls: 'https://example.com/a.mp3', length: 0 }, 'length must be between 1 and 86400'],
		[{ urls: 'https://example.com/a.mp3', legs: 'bleg' }, 'the call has no bridged leg'],
	])('refuses %j', async (body, error) => {
		const { path, ...rest } = await waitingCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/Play/`, body)).toEqual({
			status: 400,
			body: { api_id: AN_API_ID, error },
		});
	});
});

describe('speaking into a call (plivo.md §5.3)', () => {
	it.each([
		['aleg', ['careful'], []],
		['bleg', [], ['careful']],
		['both', ['careful'], ['careful']],
	])('is heard by %s', async (legs, caller, dialed) => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		const body = { text: 'careful', voice: 'Polly.Amy', language: 'en-GB', legs };
		expect(await lab.api('POST', `${path}/Speak/`, body)).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, message: 'speak started' },
		});
		await until(() => texts(call).length + texts(leg).length === caller.length + dialed.length);
		await quiet(call);
		expect([texts(call), texts(leg)]).toEqual([caller, dialed]);
	});

	it('silences everything else without mix', async () => {
		const { call, leg, path, ...rest } = await dialedCall();
		({ lab } = rest);
		void leg.person.mouth.say('all the time '.repeat(60));
		await until(() => call.person.ear.partialText().length > 10);
		await lab.api('POST', `${path}/Speak/`, { text: 'stay on the line', mix: false });
		// Over the other voice it could not be understood.
		expect(await call.waitForHeard(/^stay on the line$/)).toMatchObject({ complete: true });
		expect(leg.person.mouth.idle).toBe(false);
	});

	it('speaks until it is stopped', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/Speak/`, { text: 'please hold', loop: true });
		await until(() => texts(call).length === 3);
		expect(await lab.api('DELETE', `${path}/Speak/`)).toEqual({ status: 204, body: {} });
		await quiet(call);
		expect(new Set(texts(call).slice(0, 3))).toEqual(new Set(['please hold']));
	});

	it('reads SSML without its marks', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		const text = '<speak>one <break time="1s"/>&amp; <emphasis>two</emphasis></speak>';
		await lab.api('POST', `${path}/Speak/`, { text, type: 'ssml' });
		await call.waitForHeard(/one/);
		expect(texts(call)).toEqual(['one & two']);
	});

	it('says marks aloud when it is not told that they are SSML', async () => {
		const { call, path, ...rest } = await waitingCall();
		({ lab } = rest);
		await lab.api('POST', `${path}/Speak/`, { text: '<b>bold</b>' });
		await call.waitForHeard(/bold/);
		expect(texts(call)).toEqual(['<b>bold</b>']);
	});

	it.each([
		[{}, 'text parameter is missing'],
		[{ text: ' ' }, 'text is empty'],
		[{ text: 'x', voice: 'alice' }, 'voice is invalid'],
		[{ text: 'x', language: 'english' }, 'language is invalid'],
		[{ text: 'x', type: 'text' }, 'type must be one of ssml'],
		[{ text: 'x', loop: 3 }, 'loop must be true or false'],
	])('refuses %j', async (body, error) => {
		const { path, ...rest } = await waitingCall();
		({ lab } = rest);
		expect(await lab.api('POST', `${path}/Speak/`, body)).toEqual({
			status: 400,
			body: { api_id: AN_API_ID, error },
		});
	});
});
