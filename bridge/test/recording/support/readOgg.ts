import { readFileSync } from 'node:fs';
import './useWasmOpus';
import { Decoder } from '@evan/opus';
import { channelsOf, type StereoSound } from './readWav';

interface ReadPage {
	flags: number;
	granule: number;
	serial: number;
	sequence: number;
	packets: Buffer[];
}

/** Reads an Ogg file page by page (RFC 3533), with a checksum of its own; throws at anything that is not as it must be. */
export function readPages(file: Buffer): ReadPage[] {
	const pages: ReadPage[] = [];
	for (let at = 0; at < file.length;) {
		expect(file.toString('latin1', at, at + 4)).toBe('OggS');
		expect(file[at + 4]).toBe(0);
		const segments = [...file.subarray(at + 27, at + 27 + (file[at + 26] as number))];
		const bodyAt = at + 27 + segments.length;
		const end = bodyAt + segments.reduce((sum, length) => sum + length, 0);
		const page = Buffer.from(file.subarray(at, end));
		page.fill(0, 22, 26);
		expect(file.readUInt32LE(at + 22)).toBe(checksum(page));
		const packets: Buffer[] = [];
		let packetAt = bodyAt;
		let length = 0;
		for (const segment of segments) {
			length += segment;
			if (segment === 255) continue;
			packets.push(file.subarray(packetAt, packetAt + length));
			packetAt += length;
			length = 0;
		}
		expect(packetAt).toBe(end);
		pages.push({
			flags: file[at + 5] as number,
			granule: Number(file.readBigUInt64LE(at + 6)),
			serial: file.readUInt32LE(at + 14),
			sequence: file.readUInt32LE(at + 18),
			packets,
		});
		at = end;
	}
	return pages;
}

/** Decodes an Ogg file with Opus in stereo, from the first sample to the last that RFC 7845 §4 says to play. */
export function readOpus(path: string): StereoSound {
	const pages = readPages(readFileSync(path));
	const [head, tags, ...sound] = pages;
	expect(head?.flags).toBe(2);
	expect(tags?.packets[0]?.toString('latin1', 0, 8)).toBe('OpusTags');
	const packet = head?.packets[0] as Buffer;
	expect(packet.toString('latin1', 0, 8)).toBe('OpusHead');
	expect([packet[8], packet[9], packet[18]]).toEqual([1, 2, 0]);
	const preSkip = packet.readUInt16LE(10);
	const sampleRate = packet.readUInt32LE(12);
	pages.forEach(({ sequence, serial }, index) => {
		expect(sequence).toBe(index);
		expect(serial).toBe(head?.serial);
	});
	expect(sound.map(({ flags }) => flags)).toEqual(
		sound.map((_, i) => (i < sound.length - 1 ? 0 : 4)),
	);
	const decoder = new Decoder({ channels: 2, sample_rate: sampleRate as 16000 });
	const step = 48_000 / sampleRate;
	const decoded: Buffer[] = [];
	let places = 0;
	for (const { packets, granule, flags } of sound) {
		for (const one of packets) {
			const bytes = Buffer.from(decoder.decode(one));
			decoded.push(bytes);
			places += (bytes.length / 4) * step;
		}
		// Only the last page may end before its samples do, and by less than itself.
		if (flags === 0) expect(granule).toBe(places);
		else expect(granule).toBeLessThanOrEqual(places);
	}
	const end = (sound.at(-1)?.granule ?? 0) / step;
	const all = Buffer.concat(decoded).subarray((preSkip / step) * 4, end * 4);
	return { sampleRate, ...channelsOf(all) };
}

/** CRC-32 of Ogg, bit by bit. */
function checksum(bytes: Buffer): number {
	let crc = 0;
	for (const byte of bytes) {
		for (let bit = 7; bit >= 0; bit--) {
			const carry = ((crc >>> 31) ^ (byte >> bit)) & 1;
			crc = (crc << 1) ^ (carry ? 0x04c11db7 : 0);
		}
	}
	return crc >>> 0;
}
