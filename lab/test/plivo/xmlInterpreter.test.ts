import { encodeWav } from '../../src/audio/wav';
import { encodeUtterance } from '../../src/audio/utterance';
import { acceptedSignatures } from './signatureOracle';
import { PhoneLab, response, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

function texts(call: { heard: { text: string }[] }): string[] {
	return call.heard.map(({ text }) => text);
}

describe('a document', () => {
	it('runs from top to bottom, and at its end the call ends', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Speak>first</Speak>', '<Speak voice="MAN">second</Speak>');
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({
			hangupCauseCode: 4010,
			hangupCauseName: 'End Of XML Instructions',
			hangupSource: 'Plivo',
		});
		expect(texts(call)).toEqual(['first', 'second']);
		expect(call.heard.every(({ complete }) => complete)).toBe(true);
		expect(call.documents).toEqual([
			response('<Speak>first</Speak>', '<Speak voice="MAN">second</Speak>'),
		]);
		expect(lab.unknownFields()).toEqual([]);
	});

	it('without elements is answered and over', async () => {
		lab = await PhoneLab.start();
		lab.answerWith();
		expect(await lab.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 4010,
			durationSeconds: 1,
		});
	});

	it.each([
		['Twilio elements', response('<Say>hello</Say>')],
		['no XML', '{"code":404,"message":"not registered"}'],
		['nothing', ''],
	])('of %s ends the call with 8011', async (_what, body) => {
		lab = await PhoneLab.start();
		lab.customer.on('/answer', body);
		expect(await lab.call().waitForEnd()).toMatchObject({
			hangupCauseCode: 8011,
			hangupCauseName: 'Invalid Answer XML',
			hangupSource: 'Error',
			durationSeconds: 0,
		});
	});

	it('must come as XML', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/answer', { body: response('<Hangup/>'), type: 'text/html' });
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: 8011 });
		lab.customer.on('/answer', { body: response('<Hangup/>'), type: 'text/xml; charset=utf-8' });
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: 4000 });
	});

	it('has its unknown attributes ignored, and logged', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Speak speed="fast">hello</Speak>');
		const call = lab.call();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['hello']);
		expect(lab.unknownFields()).toEqual([expect.stringContaining('speed')]);
	});
});

describe('Speak and Play', () => {
	it('says special characters, and repeats', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Speak loop="2">Fish &amp; chips &lt;3 für\n\t dich</Speak>');
		const call = lab.call();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['Fish & chips <3 für dich', 'Fish & chips <3 für dich']);
	});

	it('plays a WAV file of another rate', async () => {
		lab = await PhoneLab.start();
		const samples = encodeUtterance('from a file', 8000);
		lab.customer.on('/a.wav', {
			body: encodeWav({ sampleRate: 8000, samples }),
			type: 'audio/wav',
		});
		lab.answerWith(`<Play>${lab.customer.url}/a.wav</Play>`);
		const call = lab.call();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['from a file']);
		expect(lab.customer.at('/a.wav')[0]?.method).toBe('GET');
	});

	it('names an MP3 file, which the lab cannot decode, and passes over what is not there', async () => {
		lab = await PhoneLab.start();
		lab.customer.on('/hold.mp3', { body: 'ID3', type: 'audio/mpeg' });
		lab.answerWith(
			`<Play>${lab.customer.url}/hold.mp3?x=1</Play>`,
			`<Play>${lab.customer.url}/missing.wav</Play>`,
		);
		const call = lab.call();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['[hold.mp3]']);
		expect(lab.log.find(({ summary }) => summary.includes('missing.wav'))).toBeDefined();
	});

	it('is cut off when the caller hangs up', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(`<Speak>${'a long sentence '.repeat(10)}</Speak>`);
		const call = lab.call();
		await until(() => call.person.ear.partialText().includes('a long sentence a long'));
		call.hangUp();
		expect(call.endState).toMatchObject({ hangupSource: 'Caller', hangupCauseCode: 4000 });
		expect(call.heard).toEqual([
			expect.objectContaining({
				complete: false,
				text: expect.stringMatching(/^a long sentence a long/) as string,
			}),
		]);
	});
});

describe('Hangup', () => {
	it('ends an answered call', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>', '<Speak>never</Speak>');
		expect(await lab.call().waitForEnd()).toEqual({
			callStatus: 'completed',
			hangupCause: 'NORMAL_CLEARING',
			hangupCauseName: 'Normal Hangup',
			hangupCauseCode: 4000,
			hangupSource: 'Answer XML',
			durationSeconds: 1,
			billDurationSeconds: 60,
			totalCost: '0.00500',
		});
	});

	it.each([
		['rejected', 3020, 'CALL_REJECTED'],
		['busy', 3010, 'USER_BUSY'],
	])('as the first element refuses a call as %s', async (reason, code, cause) => {
		lab = await PhoneLab.start();
		lab.answerWith(`<Hangup reason="${reason}"/>`);
		expect(await lab.call().waitForEnd()).toMatchObject({
			hangupCauseCode: code,
			hangupCause: cause,
			hangupSource: 'Answer XML',
			durationSeconds: 0,
			totalCost: '0.00000',
		});
	});

	it('can be scheduled while the document goes on', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup schedule="1"/>', '<Speak>meanwhile</Speak>', '<Wait length="60"/>');
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 6000 });
		expect(texts(call)).toEqual(['meanwhile']);
	});
});

describe('Redirect', () => {
	it('fetches a new document with a signed request', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(
			'<Speak>one</Speak>',
			`<Redirect method="GET">${lab.customer.url}/next?a=1&amp;b=2</Redirect>`,
			'<Speak>never</Speak>',
		);
		lab.customer.on('/next', response('<Speak>two</Speak>'));
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4010 });
		expect(texts(call)).toEqual(['one', 'two']);
		expect(call.documents).toHaveLength(2);
		const [request] = lab.customer.at('/next');
		expect(request?.method).toBe('GET');
		expect(request?.fields).toMatchObject({
			a: '1',
			b: '2',
			CallUUID: call.uuid,
			CallStatus: 'in-progress',
			Event: 'Redirect',
		});
		expect(request && acceptedSignatures(request, lab.customer.url)).toMatchObject({ v3: true });
	});

	it.each([
		[{ status: 500 }, 7014, 'Error Reaching Redirect URL'],
		[response('<Say/>'), 8014, 'Invalid Redirect XML'],
	])('that fails ends the call', async (answer, code, name) => {
		lab = await PhoneLab.start();
		lab.answerWith(`<Redirect>${lab.customer.url}/next</Redirect>`);
		lab.customer.on('/next', answer);
		expect(await lab.call().waitForEnd()).toMatchObject({
			hangupCauseCode: code,
			hangupCauseName: name,
		});
	});
});

describe('PreAnswer', () => {
	it('is heard before the call is answered', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<PreAnswer><Speak>ringing</Speak></PreAnswer>', '<Speak>answered</Speak>');
		const call = lab.call({ person: [{ say: 'who is there' }] });
		await call.waitForEnd();
		expect(texts(call)).toEqual(['ringing', 'answered']);
		expect(call.heard[0]?.startedAtMs).toBeLessThan(0);
		expect(call.heard[1]?.startedAtMs).toBeGreaterThanOrEqual(0);
	});
});

describe('GetDigits', () => {
	const menu = (attributes: string) =>
		`<GetDigits action="${lab.customer.url}/menu" ${attributes}><Speak>press one for sales</Speak></GetDigits>`;

	it('tells its action the keys, whose document takes over', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(menu('numDigits="2"'), '<Speak>never</Speak>');
		lab.customer.on('/menu', response('<Speak>thanks</Speak>'));
		const call = lab.call({ person: [{ waitForUtterance: /press one/ }, { press: '12' }] });
		await call.waitForEnd();
		expect(lab.customer.at('/menu')[0]?.fields).toMatchObject({
			Digits: '12',
			CallUUID: call.uuid,
		});
		expect(texts(call)).toEqual(['press one for sales', 'thanks']);
	});

	it('is interrupted by the first key, and finished by the finishing key', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(menu('finishOnKey="*"'));
		lab.customer.on('/menu', response('<Hangup/>'));
		const call = lab.call({ person: [{ interruptWhen: /press o/, say: '' }, { press: '7*' }] });
		await call.waitForEnd();
		expect(lab.customer.at('/menu')[0]?.fields.Digits).toBe('7');
	});

	it('goes on without keys, after its retries', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(menu('timeout="1" retries="2"'), '<Speak>nothing pressed</Speak>');
		const call = lab.call();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['press one for sales', 'press one for sales', 'nothing pressed']);
		expect(lab.customer.at('/menu')).toEqual([]);
	});

	it('keeps its document with redirect="false"', async () => {
		lab = await PhoneLab.start();
		lab.answerWith(menu('numDigits="1" redirect="false"'), '<Speak>same document</Speak>');
		lab.customer.on('/menu', { status: 200, body: 'ok', type: 'text/plain' });
		const call = lab.call({ person: [{ waitForUtterance: true }, { press: '1' }] });
		await call.waitForEnd();
		expect(texts(call)).toEqual(['press one for sales', 'same document']);
	});

	it.each([
		[{ status: 404 }, 7012],
		['<html/>', 8012],
	])('ends the call when its action fails', async (answer, code) => {
		lab = await PhoneLab.start();
		lab.answerWith(menu('numDigits="1"'));
		lab.customer.on('/menu', answer);
		const call = lab.call({ person: [{ waitForUtterance: true }, { press: '1' }] });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: code });
	});
});

describe('the rest', () => {
	it('DTMF is heard as keys', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<DTMF>12w#</DTMF>');
		const call = lab.call();
		await call.waitForEnd();
		expect(call.digitsHeard).toBe('12#');
	});

	it('passes over what the lab does not simulate, and says so', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Message>hello</Message>', '<Speak>after</Speak>');
		const call = lab.call();
		await call.waitForEnd();
		expect(texts(call)).toEqual(['after']);
		expect(lab.log.find(({ kind }) => kind === 'not-simulated')?.summary).toContain('Message');
	});
});
