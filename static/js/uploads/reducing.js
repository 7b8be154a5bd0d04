const LONGEST = 1600; // pixels of the longer side
const QUALITY = 0.85;
const SENT_AS_THEY_ARE = new Set(["image/svg+xml", "image/gif"]);

/** A photo as a smaller JPEG without what the camera wrote beside it; anything else as it is. */
export async function reduced(file) {
  if (!file.type.startsWith("image/") || SENT_AS_THEY_ARE.has(file.type)) return file;
  const jpeg = await drawn(file).catch(() => null); // a browser that cannot leaves it to the server
  const smaller = jpeg && (jpeg.size < file.size || file.type !== "image/png");
  return smaller ? new File([jpeg], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" }) : file;
}

async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const ground = canvas.getContext("2d");
  ground.fillStyle = "#fff";
  ground.fillRect(0, 0, canvas.width, canvas.height);
  ground.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((take) => canvas.toBlob(take, "image/jpeg", QUALITY));
}
