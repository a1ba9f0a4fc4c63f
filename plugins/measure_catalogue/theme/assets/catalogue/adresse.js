// Opened from a disk, a folder shows its list of files: lead to the page in it instead.
if (location.protocol === "file:") {
  addEventListener("DOMContentLoaded", function () {
    location.replace(document.querySelector("main a").getAttribute("href").replace("/#", "/index.html#"));
  });
}
