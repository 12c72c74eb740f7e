# reply_curve: the share that has a reply, by waiting time on a logarithmic axis.
# $now, $earlier = seconds share, $band = seconds low high, corners of steps; $promise, $reached = seconds share;
# $promise_lines, $grid = x y dx dy; HAS_EARLIER.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set logscale x; set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $band using 1:2:3 with filledcurves fc rgb C1 fs transparent solid 0.16, \
     $promise_lines with vectors nohead lc rgb INK lw 1.2 dt (4,4), \
     $earlier using (HAS_EARLIER > 0 ? $1 : NaN):2 with lines lc rgb C2 lw 1.8, \
     $now using 1:2 with lines lc rgb C1 lw 2.4, \
     $promise with points pt 13 ps 1.5 lc rgb PAP, \
     $promise with points pt 12 ps 1.15 lw 1.8 lc rgb INK, \
     $reached with points pt 7 ps 1.1 lc rgb PAP, \
     $reached with points pt 7 ps 0.8 lc rgb C1
