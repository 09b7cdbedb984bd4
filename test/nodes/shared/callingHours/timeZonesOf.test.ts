import fc from 'fast-check';
import { timeZonesOf } from '../../../../nodes/shared/callingHours/timeZonesOf';
import { AREAS } from './support/areaCodes';

const RUSSIA =
	'Asia/Irkutsk Asia/Kamchatka Asia/Novosibirsk Asia/Omsk Asia/Sakhalin Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg Europe/Kaliningrad Europe/Moscow Europe/Samara';
const AUSTRALIA =
	'Asia/Tokyo Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Eucla Australia/Lord_Howe Australia/Perth Australia/Sydney Indian/Christmas Indian/Cocos';

const zonesOf = (e164: string) => timeZonesOf(e164).join(' ');

describe('numbers of the North American plan', () => {
	it.each(AREAS)('are in $timeZones when they are of $name', ({ timeZones, areaCodes }) => {
		for (const code of areaCodes.split(' ')) {
			expect([code, zonesOf(`+1${code}2345678`)]).toEqual([code, timeZones]);
		}
	});

	it('are in no known zone with any other area code', () => {
		const known = new Set(AREAS.flatMap(({ areaCodes }) => areaCodes.split(' ')));
		const others = Array.from({ length: 1000 }, (_, code) => `${code}`.padStart(3, '0')).filter(
			(code) => !known.has(code),
		);
		expect(others.length).toBeGreaterThan(500);
		expect(others.filter((code) => zonesOf(`+1${code}2345678`) !== '')).toEqual([]);
	});
});

describe('numbers of other countries', () => {
	it.each([
		['Afghanistan', '+93701234567', 'Asia/Kabul'],
		['Algeria', '+213551234567', 'Africa/Algiers'],
		['Argentina', '+5491123456789', 'America/Argentina/Buenos_Aires'],
		['Austria', '+436641234567', 'Europe/Vienna'],
		['Bangladesh', '+8801812345678', 'Asia/Dhaka'],
		['Belarus', '+375294911911', 'Europe/Minsk'],
		['Belgium', '+32470123456', 'Europe/Brussels'],
		['China', '+8613123456789', 'Asia/Shanghai'],
		['China, Xinjiang', '+869912345678', 'Asia/Shanghai'],
		['Colombia', '+573211234567', 'America/Bogota'],
		['Cuba', '+5351234567', 'America/Havana'],
		['Czechia', '+420601123456', 'Europe/Prague'],
		['Denmark', '+4532123456', 'Europe/Copenhagen'],
		['Egypt', '+201001234567', 'Africa/Cairo'],
		['Finland', '+358412345678', 'Europe/Helsinki'],
		['France', '+33612345678', 'Europe/Paris'],
		['Germany', '+4915123456789', 'Europe/Berlin'],
		['Germany, landline', '+4930123456', 'Europe/Berlin'],
		['Ghana', '+233231234567', 'Africa/Accra'],
		['Greece', '+306912345678', 'Europe/Athens'],
		['Hungary', '+36201234567', 'Europe/Budapest'],
		['Iceland', '+3546111234', 'Atlantic/Reykjavik'],
		['India', '+918123456789', 'Asia/Kolkata'],
		['Iran', '+989123456789', 'Asia/Tehran'],
		['Ireland', '+353850123456', 'Europe/Dublin'],
		['Israel', '+972502345678', 'Asia/Jerusalem'],
		['Italy', '+393123456789', 'Europe/Rome'],
		['Jersey', '+447797712345', 'Europe/London'],
		['Japan', '+819012345678', 'Asia/Tokyo'],
		['Kazakhstan', '+77710009998', 'Asia/Almaty'],
		['Kenya', '+254712123456', 'Africa/Nairobi'],
		['Korea, South', '+821020000000', 'Asia/Seoul'],
		['Latvia', '+37121234567', 'Europe/Riga'],
		['Libya', '+218912345678', 'Africa/Tripoli'],
		['Lithuania', '+37061234567', 'Europe/Vilnius'],
		['Morocco', '+212650123456', 'Africa/Casablanca'],
		['Nepal', '+9779841234567', 'Asia/Kathmandu'],
		['Netherlands', '+31612345678', 'Europe/Amsterdam'],
		['Nicaragua', '+50581234567', 'America/Managua'],
		['Nigeria', '+2348021234567', 'Africa/Lagos'],
		['Norway', '+4740612345', 'Europe/Oslo'],
		['Pakistan', '+923012345678', 'Asia/Karachi'],
		['Paraguay', '+595961456789', 'America/Asuncion'],
		['Peru', '+51912345678', 'America/Lima'],
		['Philippines', '+639051234567', 'Asia/Manila'],
		['Poland', '+48512345678', 'Europe/Warsaw'],
		['Saudi Arabia', '+966512345678', 'Asia/Riyadh'],
		['Singapore', '+6581234567', 'Asia/Singapore'],
		['South Africa', '+27711234567', 'Africa/Johannesburg'],
		['South Sudan', '+211977123456', 'Africa/Juba'],
		['Sweden', '+46701234567', 'Europe/Stockholm'],
		['Switzerland', '+41781234567', 'Europe/Zurich'],
		['Taiwan', '+886912345678', 'Asia/Taipei'],
		['Thailand', '+66812345678', 'Asia/Bangkok'],
		['Turkey', '+905012345678', 'Europe/Istanbul'],
		['Ukraine', '+380501234567', 'Europe/Kyiv'],
		['United Arab Emirates', '+971501234567', 'Asia/Dubai'],
		['United Kingdom', '+447400123456', 'Europe/London'],
		['United Kingdom, landline', '+442079460018', 'Europe/London'],
		['Uzbekistan', '+998912345678', 'Asia/Tashkent'],
		['Venezuela', '+584121234567', 'America/Caracas'],
		['Vietnam', '+84912345678', 'Asia/Ho_Chi_Minh'],
	])('are in the zone of %s: %s', (_country, e164, zones) => {
		expect(zonesOf(e164)).toBe(zones);
	});

	it.each([
		['Australia, mobile', '+61412345678', AUSTRALIA],
		['Australia, Cairns', '+61740123456', AUSTRALIA],
		[
			'Brazil',
			'+5511961234567',
			'America/Manaus America/Noronha America/Rio_Branco America/Sao_Paulo',
		],
		['Chile', '+56221234567', 'America/Punta_Arenas America/Santiago Pacific/Easter'],
		['Congo, Kinshasa', '+243991234567', 'Africa/Kinshasa Africa/Lubumbashi'],
		['Ecuador', '+593991234567', 'America/Guayaquil Pacific/Galapagos'],
		['Greenland', '+299221234', 'America/Danmarkshavn America/Nuuk America/Thule'],
		['Indonesia', '+62812345678', 'Asia/Jakarta Asia/Jayapura Asia/Makassar'],
		[
			'Mexico',
			'+525512345678',
			'America/Cancun America/Ciudad_Juarez America/Matamoros America/Mazatlan America/Mexico_City America/Tijuana',
		],
		['Micronesia', '+6913501234', 'Pacific/Chuuk Pacific/Pohnpei'],
		['Mongolia', '+97688123456', 'Asia/Hovd Asia/Ulaanbaatar'],
		['New Zealand', '+64211234567', 'Pacific/Auckland Pacific/Chatham'],
		['Palestinian mobile', '+970599123456', 'Asia/Gaza'],
		['Palestinian mobile by +972', '+972599123456', 'Asia/Gaza Asia/Jerusalem'],
		['Papua New Guinea', '+67570123456', 'Pacific/Bougainville Pacific/Port_Moresby'],
		['Portugal', '+351912345678', 'Atlantic/Azores Europe/Lisbon'],
		['Réunion or Mayotte', '+262692123456', 'Indian/Mayotte Indian/Reunion'],
		['Russia', '+79123456789', RUSSIA],
		['Russia, Moscow', '+74951234567', RUSSIA],
		['Spain', '+34612345678', 'Atlantic/Canary Europe/Madrid'],
	])('are in every zone of a country with several: %s', (_country, e164, zones) => {
		expect(zonesOf(e164)).toBe(zones);
	});
});

describe('numbers at no place', () => {
	it.each([
		['toll-free', '+18005550100'],
		['toll-free', '+18335550100'],
		['toll-free', '+18885550100'],
		['premium', '+19005550100'],
		['personal', '+15005550006'],
		['personal', '+15335550100'],
		['Canadian, of no place', '+16005550100'],
		['personal, United Kingdom', '+447012345678'],
		['pager, United Kingdom', '+447640123456'],
		['toll-free, United Kingdom', '+448001234567'],
		['premium, United Kingdom', '+449012345678'],
		['toll-free, Germany', '+498001234567'],
		['personal, Germany', '+4970012345678'],
		['mailbox, Germany', '+4915113123456789'.slice(0, 16)],
		['premium, Ireland', '+3531512345678'],
		['toll-free, France', '+33801234567'],
		['toll-free, Australia', '+611800123456'],
		['toll-free, Russia', '+78001234567'],
		['international toll-free', '+80012345678'],
		['international shared cost', '+80812345678'],
		['Inmarsat', '+870773111632'],
		['universal personal', '+878101234567890'],
		['Iridium', '+881612345678'],
		['network', '+882349812345'],
		['network', '+883510012345'],
		['international premium', '+979123456789'],
		['Antarctica', '+672106123'],
	])('have no zone: %s %s', (_kind, e164) => {
		expect(timeZonesOf(e164)).toEqual([]);
	});

	it.each([
		['Dublin', '+35315123456', 'Europe/Dublin'],
		['mobile', '+4915112345678', 'Europe/Berlin'],
		['company number', '+443031234567', 'Europe/London'],
		['shared cost', '+491801234567', 'Europe/Berlin'],
		['internet telephony', '+33912345678', 'Europe/Paris'],
	])('are told from those of a place: %s %s', (_kind, e164, zones) => {
		expect(zonesOf(e164)).toBe(zones);
	});
});

describe('what is no number', () => {
	it.each([
		'',
		'+',
		'+1',
		'+1415',
		'14155550100',
		'+1 415 555 0100',
		'+1415555010012345',
		'+21012345678',
		'+99912345678',
		'+01234567890',
		'sip:ann@example.com',
		'anonymous',
	])('has no zone: %j', (text) => {
		expect(timeZonesOf(text)).toEqual([]);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(timeZonesOf(text)).toEqual([]);
				expect(Array.isArray(timeZonesOf(`+${text}`))).toBe(true);
			}),
		);
	});
});
