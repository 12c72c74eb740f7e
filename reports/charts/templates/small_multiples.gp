# small_multiples: one panel a series, the others in grey behind it. $values = period and a column a
# panel; $last = last period, value, panel; $grid = x y dx dy; PANELS, PANEL_WIDTH, PANEL_STEP,
# COLUMNS of panels in a row, ROW_STEP.
set multiplot
array LINE[6] = [C1, C3, C4, C5, C2, INK]
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]; set clip points
do for [p = 1:PANELS] {
  place = (p-1) % int(COLUMNS); line = (p-1) / int(COLUMNS)
  set lmargin at screen sx(A_L + place*PANEL_STEP)
  set rmargin at screen sx(A_L + place*PANEL_STEP + PANEL_WIDTH)
  set tmargin at screen sy(A_T + line*ROW_STEP); set bmargin at screen sy(A_B + line*ROW_STEP)
  plot $grid with vectors nohead lc rgb GRD lw 1, \
       for [q = 1:PANELS] $values using 1:(q == p ? NaN : column(q+1)) with lines lc rgb GRD lw 1.3, \
       $values using 1:(column(p+1)) with filledcurves y1=0 fc rgb LINE[p] fs transparent solid 0.12, \
       $values using 1:(column(p+1)) with lines lc rgb LINE[p] lw 2.2, \
       $last using ($3 == p ? $1 : NaN):2 with points pt 7 ps 0.75 lc rgb LINE[p]
  unset label
}
unset multiplot
