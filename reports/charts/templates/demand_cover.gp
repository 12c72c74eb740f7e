# demand_cover: people needed and people there, by hour of the week.
# $need, $need_high, $cover = hour people, corners of steps; $lacks = left right cover need;
# $grid, $days = x y dx dy.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $days with vectors nohead lc rgb GRD lw 1, \
     $need_high using 1:2 with filledcurves y1=0 fc rgb C2 fs transparent solid 0.22, \
     $need using 1:2 with filledcurves y1=0 fc rgb C2 fs transparent solid 0.45, \
     $lacks using 1:3:1:2:3:4 with boxxyerror fc rgb BAD, \
     $cover using 1:2 with lines lc rgb PAP lw 3.8, \
     $cover using 1:2 with lines lc rgb C1 lw 2.2
