import { spawnSync } from 'node:child_process';
import { DEFAULT_SPEECH_MS, renderSpeech } from '../../src/audio/speech';
import { encodeUtterance, prepareUtterance, UtteranceDecoder } from '../../src/audio/utterance';
import { FORMATS, hear, RATES, scale, throughStream } from './telephoneLine';

const espeakIsInstalled = spawnSync('espeak-ng', ['--version']).error === undefined;
/** A test that needs the program: where it is missing, its title says why it is not run. */
const itSpeaks = (title: string, run: () => Promise<void>) =>
	espeakIsInstalled ? it(title, run) : it.skip(`${title} (espeak-ng is not installed here)`, run);

const environment = { ...process.env };

afterEach(() => {
	process.env.PATH = environment.PATH;
	if (environment.LAB_SPEECH === undefined) delete process.env.LAB_SPEECH;
	else process.env.LAB_SPEECH = environment.LAB_SPEECH;
});

describe.each(RATES)('at %d Hz', (rate) => {
	itSpeaks('speech has a duration, a peak and a length limit', async () => {
		const speech = await renderSpeech('Hello, how are you today?', rate);
		const seconds = (speech?.length ?? 0) / rate;
		expect(seconds).toBeGreaterThan(0.8);
		expect(seconds).toBeLessThan(3);
		expect(Math.max(...(speech ?? []).map(Math.abs))).toBe(12000);

		const long = await renderSpeech('A long story. '.repeat(100), rate);
		expect(long?.length).toBe((DEFAULT_SPEECH_MS * rate) / 1000);
		const short = await renderSpeech('A long story. '.repeat(100), rate, 300);
		expect(short?.length).toBe(0.3 * rate);
	});

	itSpeaks('the same text is rendered once', async () => {
		const [first, second] = await Promise.all([
			renderSpeech('Once only', rate),
			renderSpeech('Once only', rate),
		]);
		expect(first).not.toBeNull();
		expect(second).toBe(first);
		process.env.PATH = '/nonexistent';
		expect(await renderSpeech('Once only', rate)).toBe(first);
	});

	itSpeaks(
		'a spoken utterance is one stretch of sound, its text known before the end',
		async () => {
			process.env.LAB_SPEECH = '1';
			const text = 'Good morning. This is a test... Would you like a table? Yes, or no!';
			const sound = await prepareUtterance(text, rate);
			expect(sound.length).toBeGreaterThan(encodeUtterance(text, rate).length + rate);
			for (const factor of [0.2, 1]) {
				const reported: string[] = [];
				const decoder = new UtteranceDecoder(rate, {
					onSpeechStart: () => reported.push('speech'),
					onUtterance: (heard) => reported.push(heard.text),
					onQuiet: () => reported.push('quiet'),
				});
				decoder.push(scale(sound, factor));
				expect(reported).toEqual(['speech', text]);
				decoder.push(new Int16Array(rate / 4));
				expect(reported).toEqual(['speech', text, 'quiet']);
			}
		},
	);

	itSpeaks('text is never read as options, markup or commands', async () => {
		for (const text of [
			'--help',
			'-f /etc/hostname',
			'$(exit 1) `exit 1` ; exit 1',
			'<b>a</b> [[',
		]) {
			expect((await renderSpeech(text, rate))?.length).toBeGreaterThan(0.1 * rate);
		}
	});

	it('there is no speech where there is nothing to speak', async () => {
		expect(await renderSpeech('', rate)).toBeNull();
		expect(await renderSpeech('  \n ', rate)).toBeNull();
		expect(await prepareUtterance('', rate)).toEqual(encodeUtterance('', rate));
	});

	it('without espeak-ng on the PATH an utterance is its burst', async () => {
		process.env.PATH = '/nonexistent';
		expect(await renderSpeech('Nobody can say this', rate)).toBeNull();
		const sound = await prepareUtterance('Nobody can say this', rate, { speech: true });
		expect(sound).toEqual(encodeUtterance('Nobody can say this', rate));
	});

	itSpeaks('speech is switched by the option, else by LAB_SPEECH, and is on without', async () => {
		const text = 'On or off';
		const burst = encodeUtterance(text, rate);
		const isSpoken = async (speech?: boolean) =>
			(await prepareUtterance(text, rate, { speech })).length > burst.length;
		delete process.env.LAB_SPEECH;
		expect([await isSpoken(), await isSpoken(true), await isSpoken(false)]).toEqual([
			true,
			true,
			false,
		]);
		process.env.LAB_SPEECH = '0';
		expect([await isSpoken(), await isSpoken(true), await isSpoken(false)]).toEqual([
			false,
			true,
			false,
		]);
	});
});

describe.each(FORMATS)('over $encoding at $sampleRate Hz', (format) => {
	itSpeaks('a spoken utterance cut off in its speech was heard completely', async () => {
		const { sampleRate } = format;
		const text = 'The words come first, the voice comes after.';
		const sound = await prepareUtterance(text, sampleRate, { speech: true });
		const cut = sound.subarray(0, encodeUtterance(text, sampleRate).length + sampleRate / 2);
		const heard = hear(sampleRate, ...throughStream(cut, format));
		expect(heard).toMatchObject([{ text, complete: true }]);
	});
});
