const POLYNOMIAL = 0x1021;

/** CRC-16 with polynomial 0x1021 and start value 0xffff (CRC-16/IBM-3740), of any bytes. */
export function crc16(bytes: Iterable<number>): number {
	let crc = 0xffff;
	for (const byte of bytes) {
		crc ^= byte << 8;
		for (let bit = 0; bit < 8; bit++) {
			crc = crc & 0x8000 ? ((crc << 1) ^ POLYNOMIAL) & 0xffff : (crc << 1) & 0xffff;
		}
	}
	return crc;
}
