import { userNameOf } from '../../../../../../nodes/PlivoVoice/resources/trunk/provision/plan';
import { platformAddress } from '../../../../../../nodes/PlivoVoice/resources/trunk/provision/platforms';

describe('the user name of a generated login', () => {
	it.each([
		['Ultravox', 'ultravox'],
		['Acme AI', 'acmeai'],
		['UV', 'uvtrunk'],
		['Müller & Söhne', 'mullersohne'],
		['東京', 'trunk'],
		['A very long name for a very small trunk', 'averylongnameforaver'],
	])('of %s is %s', (name, username) => {
		expect(userNameOf(name)).toBe(username);
		expect(username).toMatch(/^[a-z0-9]{5,20}$/);
	});
});

describe('the address of a platform', () => {
	const never = (): string => {
		throw new Error('asked for an address that is known');
	};

	it.each([
		['vapi', false, 'sip.vapi.ai;transport=udp'],
		['xai', true, 'sip.voice.x.ai;transport=tls'],
		['elevenLabs', true, 'sip.rtc.elevenlabs.io:5061;transport=tls'],
	])('of %s, secure %s, is known', (platform, secure, address) => {
		expect(platformAddress(platform, never, secure)).toBe(address);
	});

	it.each([
		['liveKit', 'a.sip.livekit.cloud', false, 'a.sip.livekit.cloud;transport=tcp'],
		['liveKit', 'a.sip.livekit.cloud', true, 'a.sip.livekit.cloud;transport=tls'],
		['liveKit', 'a.sip.livekit.cloud:7000', true, 'a.sip.livekit.cloud:7000;transport=tls'],
		['liveKit', 'a.sip.livekit.cloud;transport=udp', false, 'a.sip.livekit.cloud;transport=udp'],
		['ultravox', 'agent_1@a.example.com', false, 'agent_1@a.example.com'],
		['ultravox', 'agent_1@a.example.com', true, 'agent_1@a.example.com:5060;transport=tls'],
		['custom', 'sip:a@b.example.com:5070', true, 'sip:a@b.example.com:5070'],
	])('of %s at %s, secure %s, is %s', (platform, given, secure, address) => {
		expect(platformAddress(platform, () => given, secure)).toBe(address);
	});
});
