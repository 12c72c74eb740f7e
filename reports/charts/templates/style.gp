# style: what every chart starts with. Expects W and H (pixels), the palette, and the labels, whose
# texts are tokens and whose places are pixels from the top left corner.
sx(p) = p / real(W)
sy(p) = 1 - p / real(H)
set terminal svg size W,H dynamic noenhanced font 'sans-serif,13' name 'chart' linewidth 1 butt
set encoding utf8
unset key; unset xtics; unset ytics; unset grid; set border 0
set style fill solid 1 noborder
set samples 2
font(i) = sprintf('sans-serif%s,%d', LABEL_BOLD[i] ? ':Bold' : '', LABEL_SIZE[i])
do for [i = 1:LABELS] {
  if (LABEL_ALIGN[i] == 0) { set label i LABEL[i] at screen sx(LABEL_X[i]), screen sy(LABEL_Y[i]) left front tc rgb PALETTE[LABEL_COLOUR[i]] font font(i) }
  if (LABEL_ALIGN[i] == 1) { set label i LABEL[i] at screen sx(LABEL_X[i]), screen sy(LABEL_Y[i]) center front tc rgb PALETTE[LABEL_COLOUR[i]] font font(i) }
  if (LABEL_ALIGN[i] == 2) { set label i LABEL[i] at screen sx(LABEL_X[i]), screen sy(LABEL_Y[i]) right front tc rgb PALETTE[LABEL_COLOUR[i]] font font(i) }
}
