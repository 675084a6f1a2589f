/** Coefficients of Stirling's series, 1/12, −1/360, 1/1260, −1/1680, 1/1188. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188];

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Natural logarithm of the gamma function for x > 0, to about 15 digits. */
export function logGamma(x: number): number {
  let shift = 0;
  let argument = x;
  // The series is exact to a double from 15 on; below, Γ(x) = Γ(x + 1) / x leads there.
  while (argument < 15) {
    shift += Math.log(argument);
    argument += 1;
  }
  let series = 0;
  let power = 1 / argument;
  for (const coefficient of stirling) {
    series += coefficient * power;
    power /= argument * argument;
  }
  return (argument - 0.5) * Math.log(argument) - argument + halfLogTwoPi + series - shift;
}
