# weekly: values by week with limits, and under them the moving range.
# $weeks, $moves = week value signal; $low, $centre, $high, $grid, $move_grid = x y dx dy;
# $base = first last week that the limits come from; HAS_MOVES, MOVE_LIMIT, PROMISE.
set multiplot
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
py = (A_Y1 - A_Y0) / (A_B - A_T)
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $base using 1:(A_Y0+9*py):($2-$1):(0) with vectors nohead lc rgb AXS lw 1.2, \
     $base using 1:(A_Y0+5*py):(0):(8*py) with vectors nohead lc rgb AXS lw 1.2, \
     $base using 2:(A_Y0+5*py):(0):(8*py) with vectors nohead lc rgb AXS lw 1.2, \
     $low with vectors nohead lc rgb AXS lw 1.3 dt (5,4), \
     $high with vectors nohead lc rgb AXS lw 1.3 dt (5,4), \
     $centre with vectors nohead lc rgb C1 lw 1.8, \
     '+' using (A_X0):(PROMISE):(A_X1-A_X0):(0) every ::0::0 with vectors nohead lc rgb INK lw 1.4 dt (2,3), \
     $weeks using 1:2 with lines lc rgb C2 lw 1.6, \
     $weeks using ($3 == 0 ? $1 : NaN):2 with points pt 7 ps 0.6 lc rgb C2, \
     $weeks using ($3 == 1 ? $1 : NaN):2 with points pt 7 ps 1.05 lc rgb PAP, \
     $weeks using ($3 == 1 ? $1 : NaN):2 with points pt 7 ps 0.85 lc rgb BAD
unset label
set tmargin at screen sy(B_T); set bmargin at screen sy(B_B); set yrange [B_Y0:B_Y1]
if (HAS_MOVES > 0) {
plot $move_grid with vectors nohead lc rgb GRD lw 1, \
     '+' using (B_X0):(MOVE_LIMIT):(B_X1-B_X0):(0) every ::0::0 with vectors nohead lc rgb AXS lw 1.3 dt (5,4), \
     $moves using 1:2 with lines lc rgb C2 lw 1.4, \
     $moves using ($3 == 0 ? $1 : NaN):2 with points pt 7 ps 0.45 lc rgb C2, \
     $moves using ($3 == 1 ? $1 : NaN):2 with points pt 7 ps 0.7 lc rgb BAD
}
unset multiplot
