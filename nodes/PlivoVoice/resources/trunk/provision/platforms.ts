import type { INodePropertyOptions } from 'n8n-workflow';

/** Where a platform takes SIP calls, and how (plivo.md §2.3, §2.7; ultravox.md §5.4). */
interface Platform {
	value: string;
	name: string;
	/** Host without port; not given where every customer has another one. */
	host?: string;
	/** What stands behind the host when calls are not encrypted, and when they are. */
	suffix: { plain: string; secure: string };
}

const TCP_OR_TLS = { plain: ';transport=tcp', secure: ';transport=tls' };
const ELEVENLABS = { plain: ':5060;transport=tcp', secure: ':5061;transport=tls' };

const PLATFORMS: readonly Platform[] = [
	{ value: 'custom', name: 'Custom', suffix: { plain: '', secure: '' } },
	{
		value: 'elevenLabs',
		name: 'ElevenLabs',
		host: 'sip.rtc.elevenlabs.io',
		suffix: ELEVENLABS,
	},
	{
		value: 'elevenLabsIndia',
		name: 'ElevenLabs (India)',
		host: 'sip.rtc.in.residency.elevenlabs.io',
		suffix: ELEVENLABS,
	},
	{ value: 'liveKit', name: 'LiveKit', suffix: TCP_OR_TLS },
	{ value: 'retell', name: 'Retell AI', host: 'sip.retellai.com', suffix: TCP_OR_TLS },
	{
		value: 'ultravox',
		name: 'Ultravox SIP',
		suffix: { plain: '', secure: ':5060;transport=tls' },
	},
	{
		value: 'vapi',
		name: 'Vapi',
		host: 'sip.vapi.ai',
		suffix: { plain: ';transport=udp', secure: ';transport=udp' },
	},
	{
		value: 'xai',
		name: 'xAI',
		host: 'sip.voice.x.ai',
		suffix: { plain: ';transport=tls', secure: ';transport=tls' },
	},
];

/** The choices of 'Platform'. */
export const platformOptions: INodePropertyOptions[] = PLATFORMS.map(({ name, value }) => ({
	name,
	value,
}));

/**
 * The address of a platform, as Plivo takes it.
 * @param given what the user wrote for a platform without an address of its own; a port or a transport in it stays
 */
export function platformAddress(value: string, given: () => string, secure: boolean): string {
	const platform = PLATFORMS.find((one) => one.value === value);
	const host = platform?.host ?? given();
	const suffix = platform?.suffix[secure ? 'secure' : 'plain'] ?? '';
	const [, port = '', parameters = ''] = /(:\d+)?(;.*)?$/.exec(host) ?? [];
	if (parameters !== '') return host;
	return port === '' ? host + suffix : host + suffix.replace(/^:\d+/, '');
}

/** The name of a platform whose address is the same for all; undefined where the user gives it. */
export const platformWithOwnAddress = (value: string): string | undefined =>
	PLATFORMS.find((one) => one.value === value && one.host !== undefined)?.name;
