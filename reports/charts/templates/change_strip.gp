# change_strip: a share by week with its levels before and after a change; under it how probable
# each week is as the week of the change. $weeks = week share; $set = left right; $levels, $change,
# $grid = x y dx dy; $chance = week probability in_set; HAS_CHANGE, PROMISE.
set multiplot
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
plot $set using 1:(A_Y0):1:2:(A_Y0):(A_Y1) with boxxyerror fc rgb GRD fs transparent solid 0.6, \
     $grid with vectors nohead lc rgb GRD lw 1, \
     '+' using (A_X0):(PROMISE):(A_X1-A_X0):(0) every ::0::0 with vectors nohead lc rgb INK lw 1.4 dt (2,3), \
     $change with vectors nohead lc rgb INK lw 1.3 dt (4,4), \
     $weeks using 1:2 with lines lc rgb C2 lw 1.3, \
     $weeks using 1:2 with points pt 7 ps 0.65 lc rgb C2, \
     $levels with vectors nohead lc rgb C1 lw 2.8
unset label
set tmargin at screen sy(B_T); set bmargin at screen sy(B_B); set yrange [B_Y0:B_Y1]
if (HAS_CHANGE > 0) {
plot '+' using (B_X0):(0):(B_X1-B_X0):(0) every ::0::0 with vectors nohead lc rgb GRD lw 1, \
     $chance using ($3 == 1 ? $1 : NaN):(0):($1-0.36):($1+0.36):(0):2 with boxxyerror fc rgb C1, \
     $chance using ($3 == 0 ? $1 : NaN):(0):($1-0.36):($1+0.36):(0):2 with boxxyerror fc rgb C2
}
unset multiplot
