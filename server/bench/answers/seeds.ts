/** Of the generated datasets that detectors and answers are judged over; the first is the sample's own. */
export const seeds = [4269, 11, 23, 37, 41, 59, 67, 73, 89, 97];
