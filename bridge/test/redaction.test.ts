import { controlAuthorization } from '../../nodes/shared/bridgeControl';
import { streamUrl } from '../../nodes/shared/streamToken';
import { readConfig } from '../src/config/config';
import { callLogger, createLogger } from '../src/logger';
import { lineRedactor } from '../src/redaction';

const SECRET = 'a shared "secret" / of the tests';
const JOIN = 'wss://user:pass-word@voice.ultravox.ai/calls/4b1d/server_web_socket?key=join-key';
const HOOK = 'https://n8n.example.com/webhook/hook-path';
const STREAM = streamUrl(
	'wss://bridge.example.com',
	{
		callUuid: 'uuid',
		callId: 'id',
		joinUrl: JOIN,
		contentType: 'audio/x-l16;rate=16000',
		eventsUrl: HOOK,
	},
	{ secret: SECRET, expiresAt: new Date(Date.now() + 60_000) },
);
const TOKEN = STREAM.split('/').pop() as string;

const BASIC = Buffer.from('user:pass-word').toString('base64');

/** What must be in no line, however it was logged. */
const NEVER = [
	SECRET,
	encodeURIComponent(SECRET),
	TOKEN,
	BASIC,
	'join-key',
	'hook-path',
	'pass-word',
];

function logOf(write: (log: ReturnType<typeof createLogger>) => void): string {
	const lines: string[] = [];
	const config = readConfig({ sharedSecret: SECRET, logLevel: 'trace' });
	write(createLogger(config, { write: (line) => void lines.push(line) }));
	for (const line of lines) JSON.parse(line);
	expect(lines.every((line) => line.endsWith('\n'))).toBe(true);
	return lines.join('');
}

const texts = {
	'the stream address': STREAM,
	'its path': `GET /stream/${TOKEN} HTTP/1.1`,
	'its path with a prefix and a query': `/voice/stream/${TOKEN}?x=1`,
	'a fallback': `/fallback/${TOKEN}`,
	'the token': TOKEN,
	'half a token': TOKEN.slice(0, 60),
	'the join URL': `cannot dial ${JOIN}: refused`,
	'its path alone': '/calls/4b1d/server_web_socket?key=join-key',
	'the webhook': `POST ${HOOK} failed`,
	'the shared secret': `it is ${SECRET}!`,
	'the shared secret in a query': `?s=${encodeURIComponent(SECRET)}&t=1`,
	'a bearer key': 'Authorization: Bearer join-key-of-6',
	'basic credentials': `authorization is Basic ${BASIC}`,
	'a key in a query': 'x?api_key=join-key&token=hook-path',
	'a key in JSON in text': '{"joinUrl":"join-key", "sharedSecret": "hook-path"}',
};

/** Ways in which a text gets into a line. */
const shapes: Record<string, (log: ReturnType<typeof createLogger>, text: string) => void> = {
	message: (log, text) => log.info(text),
	'formatted message': (log, text) => log.info('it was %s, or %j', text, { text }),
	field: (log, text) => log.info({ what: text }, 'message'),
	'deep field': (log, text) => log.info({ one: { two: [{ three: { four: text } }] } }),
	'name of a field': (log, text) => log.info({ [text]: 1 }),
	error: (log, text) => log.error(new Error(text)),
	'cause of an error': (log, text) => log.error(new Error('outer', { cause: new Error(text) })),
	'field of an error': (log, text) => log.error({ err: Object.assign(new Error('x'), { text }) }),
	child: (log, text) => log.child({ text }).info('message'),
	'child of a child': (log, text) => log.child({ a: 1 }).child({ b: { text } }).warn('message'),
};

describe('the log keeps secrets', () => {
	describe.each(Object.keys(shapes))('in a %s', (shape) => {
		it.each(Object.keys(texts))('%s', (what) => {
			const text = texts[what as keyof typeof texts];
			const log = logOf((logger) => shapes[shape]?.(logger, text));
			expect(log).not.toBe('');
			for (const secret of NEVER) {
				expect(log).not.toContain(secret);
				expect(log).not.toContain(JSON.stringify(secret).slice(1, -1));
			}
		});
	});

	it.each([
		'token',
		'streamToken',
		'joinUrl',
		'join_url',
		'eventsUrl',
		'authorization',
		'Proxy-Authorization',
		'set-cookie',
		'x-api-key',
		'secretAccessKey',
		'digits',
		'passwords',
		'x-plivo-signature',
	])('in fields named %s, at any depth and of any type', (name) => {
		const log = logOf((logger) => {
			logger.info({ [name]: 'short' });
			logger.info({ one: [{ two: { [name]: { inner: 'short' } } }] });
			logger.child({ [name]: ['short'] }).info('message');
			logger.info({ [name]: 4929 });
		});
		expect(log).not.toMatch(/short|4929/);
		expect(log.match(/\[redacted\]/g)).toHaveLength(4);
	});

	it('in what n8n signs', () => {
		const asked = { method: 'POST', target: '/control/calls/a/hang-up' };
		const authorization = controlAuthorization(SECRET, asked);
		const log = logOf((logger) => logger.info(`got ${authorization}`));
		for (const part of authorization.split('.').slice(1)) expect(log).not.toContain(part);
	});

	it('in what only begins like the id of a recording', () => {
		const id = '20261120T101112345-6b1e2f3a-0c4d-4e5f-8a9b-0123456789ab';
		for (const text of [
			`${id}${'x'.repeat(20)}`,
			`x${id}`,
			`20261120T101112345-${'k'.repeat(43)}`,
		]) {
			expect(logOf((logger) => logger.info({ text }))).not.toContain(text);
		}
	});

	it('in what is too deep to be looked at', () => {
		const deep = Array.from({ length: 30 }).reduce<object>((inner) => ({ inner }), { a: 'short' });
		expect(logOf((logger) => logger.info({ deep }))).not.toContain('short');
	});
});

describe('the log tells', () => {
	it('which recording it is', () => {
		const recording = '20261120T101112345-6b1e2f3a-0c4d-4e5f-8a9b-0123456789ab';
		const log = logOf((logger) =>
			logger.info({ recording }, `GET /control/recordings/${recording}`),
		);
		expect(log.split(recording)).toHaveLength(3);
	});

	it('what is no secret, as it is', () => {
		const facts = {
			callId: '6f1c1a52-5d0b-4f26-8a3c-4a4c5a0f9a11',
			code: 'ECONNREFUSED',
			port: 8080,
			nothing: null,
			list: [1, 'two', true],
		};
		const log = logOf((logger) => logger.info(facts, 'bridge listening'));
		expect(JSON.parse(log)).toMatchObject({ ...facts, msg: 'bridge listening', level: 30 });
	});

	it('who was dialled, but not where exactly', () => {
		const log = logOf((logger) => logger.info(`cannot dial ${JOIN}`));
		expect(log).toContain('cannot dial wss://voice.ultravox.ai/[redacted]');
	});

	it('which call a line is about', () => {
		const call = { callId: 'ultravox-1', callUuid: 'plivo-1' };
		const log = logOf((logger) =>
			callLogger(logger, { ...call, joinUrl: JOIN } as never).info('x'),
		);
		expect(JSON.parse(log)).toMatchObject(call);
		expect(log).not.toContain('joinUrl');
	});

	it('that a line is missing when it cannot be read', () => {
		const line = lineRedactor([])(`{"msg":"cut off ${TOKEN}`);
		expect(JSON.parse(line)).toMatchObject({ level: 50 });
		expect(line).not.toContain(TOKEN);
	});
});
