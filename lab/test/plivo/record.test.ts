import { UtteranceDecoder } from '../../src/audio/utterance';
import { decodeWav } from '../../src/audio/wav';
import { PhoneLab, response, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

/** What is said in a recording on the media host. */
async function said(url: string | undefined): Promise<string[]> {
	const file = await fetch(url ?? '');
	expect(file.headers.get('content-type')).toBe('audio/wav');
	const { sampleRate, samples } = decodeWav(new Uint8Array(await file.arrayBuffer()));
	const decoder = new UtteranceDecoder(sampleRate === 8000 ? 8000 : 16000);
	decoder.push(samples);
	decoder.flush();
	return decoder.heard.map(({ text }) => text);
}

describe('Record (plivo.md §6.6)', () => {
	const record = (attributes: string) =>
		`<Record action="${lab.customer.url}/action" callbackUrl="${lab.customer.url}/callback" fileFormat="wav" ${attributes}/>`;

	async function start(variants = {}): Promise<void> {
		lab = await PhoneLab.start(variants);
		lab.customer.on('/action', response('<Speak>thank you</Speak>'));
		lab.customer.on('/callback', '');
	}

	it('records what the caller says, until the finishing key', async () => {
		await start();
		lab.answerWith(
			'<Speak>leave a message</Speak>',
			record('finishOnKey="#"'),
			'<Speak>never</Speak>',
		);
		const call = lab.call({
			person: [
				{ waitForUtterance: /message/ },
				{ waitForQuiet: 300 },
				{ say: 'please call me back' },
				{ press: '#' },
			],
		});
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(call.heard.map(({ text }) => text)).toEqual(['leave a message', 'thank you']);
		await until(() => lab.customer.at('/callback').length > 0);
		const action = lab.customer.at('/action')[0]?.fields;
		const callback = lab.customer.at('/callback')[0]?.fields;
		const [recording] = call.recordings;
		expect(action).toMatchObject({
			CallUUID: call.uuid,
			Digits: '#',
			RecordUrl: recording?.url,
			RecordingID: recording?.id,
			RecordingDurationMs: String(recording?.durationMs),
		});
		expect(Number(action?.RecordingDuration)).toBe(Math.ceil((recording?.durationMs ?? 0) / 1000));
		expect(callback).toMatchObject({ RecordUrl: recording?.url, RecordingID: recording?.id });
		expect(callback?.RecordUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*\.wav$/);
		expect(callback?.RecordUrl?.startsWith(lab.plivo.mediaUrl)).toBe(true);
		expect(await said(callback?.RecordUrl)).toEqual(['please call me back']);
	});

	it('ends after silence', async () => {
		await start();
		lab.answerWith(record('timeout="1" playBeep="false"'));
		const call = lab.call({ person: [{ say: 'short' }] });
		await call.waitForEnd();
		expect(await said(call.recordings[0]?.url)).toEqual(['short']);
		expect(call.recordings[0]?.durationMs).toBeGreaterThanOrEqual(1000);
		expect(lab.customer.at('/action')[0]?.fields.Digits).toBe('');
	});

	it('ends at its longest length', async () => {
		await start();
		lab.answerWith(record('maxLength="1" playBeep="false"'));
		const call = lab.call({ person: [{ say: 'very long '.repeat(30) }] });
		await call.waitForEnd();
		expect(call.recordings[0]?.durationMs).toBe(1000);
		expect((await said(call.recordings[0]?.url))[0]).toMatch(/^very long/);
	});

	it.each([
		[true, 1],
		[false, 0],
	])(
		'is kept when the caller hangs up; variant recordActionAfterHangup %s',
		async (variant, actions) => {
			await start({ recordActionAfterHangup: variant });
			lab.answerWith(record('playBeep="false"'));
			const call = lab.call({ person: [{ say: 'and goodbye' }, { hangUp: true }] });
			expect(await call.waitForEnd()).toMatchObject({ hangupSource: 'Caller' });
			await until(() => lab.customer.at('/callback').length === 1);
			expect(await said(lab.customer.at('/callback')[0]?.fields.RecordUrl)).toEqual([
				'and goodbye',
			]);
			await until(() => lab.customer.at('/action').length === actions);
			expect(call.documents).toHaveLength(1 + actions);
		},
	);

	it('goes on with its own document with redirect="false"', async () => {
		await start();
		lab.answerWith(record('maxLength="1" redirect="false"'), '<Speak>same document</Speak>');
		const call = lab.call();
		await call.waitForEnd();
		expect(call.heard.map(({ text }) => text)).toEqual(['same document']);
		expect(lab.customer.at('/action')).toHaveLength(1);
	});

	it('records the session, both sides, to the end of the call', async () => {
		await start();
		lab.answerWith(
			`<Record recordSession="true" callbackUrl="${lab.customer.url}/callback"/>`,
			'<Speak>how can I help</Speak>',
			'<Wait length="60"/>',
		);
		const call = lab.call({
			person: [{ waitForUtterance: /help/ }, { say: 'no idea' }, { hangUp: true }],
		});
		await call.waitForEnd();
		await until(() => lab.customer.at('/callback').length === 2);
		const [first, last] = lab.customer.at('/callback').map(({ fields }) => fields);
		expect(first).toMatchObject({
			RecordingDuration: '-1',
			RecordingDurationMs: '-1',
			RecordUrl: last?.RecordUrl,
		});
		expect(await said(last?.RecordUrl)).toEqual(['how can I help', 'no idea']);
	});

	it('has no file at an unknown URL', async () => {
		await start();
		const file = await fetch(
			`${lab.plivo.mediaUrl}/v1/Account/MALABPHONE0000000000/Recording/x.wav`,
		);
		expect(file.status).toBe(404);
	});
});
