/** The browser's own reader of bar codes and QR codes; not everywhere. */
interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const kFormats = ['qr_code', 'code_128'];
const kLook_ms = 200;

function detector_class(): DetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

/** Whether this browser can scan with its camera. */
export function can_scan(): boolean {
  return detector_class() !== undefined && Boolean(navigator.mediaDevices?.getUserMedia);
}

/**
 * Shows the camera in `video` and calls `found` with each code it reads, until the returned
 * function is called. Rejects when the camera is refused.
 */
export async function scan(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const Reader = detector_class();
  if (!Reader) throw new Error('no barcode detector');
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  });
  video.srcObject = stream;
  await video.play();
  const detector = new Reader({ formats: kFormats });
  const timer = setInterval(async () => {
    const codes = await detector.detect(video).catch(() => []);
    for (const code of codes) found(code.rawValue);
  }, kLook_ms);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
}
