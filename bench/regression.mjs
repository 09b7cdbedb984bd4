/** Slope of the line that fits the points `[x, y]` best (least squares). */
export function slope(points) {
	const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const middleX = mean(points.map(([x]) => x));
	const middleY = mean(points.map(([, y]) => y));
	let above = 0;
	let below = 0;
	for (const [x, y] of points) {
		above += (x - middleX) * (y - middleY);
		below += (x - middleX) ** 2;
	}
	return below === 0 ? 0 : above / below;
}
